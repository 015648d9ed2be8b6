package io.kosmosadmission.reading;

import com.fasterxml.jackson.core.JsonParser;
import io.kosmosadmission.inventory.ObjectCollector;
import io.kosmosadmission.kube.Kind;
import io.kosmosadmission.kube.KubernetesObject;
import io.kosmosadmission.kube.ObjectMeta;
import io.kosmosadmission.kube.PodView;
import io.kosmosadmission.kube.StoredPod;
import io.kosmosadmission.reading.objects.MetadataReader;
import io.kosmosadmission.reading.objects.ObjectReaders;
import io.kosmosadmission.reading.objects.PodReader;
import io.kosmosadmission.reading.objects.Shape;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Reads manifests into a collector: YAML with any number of documents, or JSON, also lists as
 * {@code kubectl get -o yaml} prints them, of any size. Skips kinds that no decision reads.
 */
public final class ManifestReader {

    /** The ConfigMap of the rules, as namespace/name. */
    public static final String RULES_CONFIG_MAP = RulesConfigMap.NAMESPACE + "/" + RulesConfigMap.NAME;

    public static final String RULES_KEY = RulesConfigMap.KEY;

    /** The namespace of a manifest that names none. */
    private static final String DEFAULT_NAMESPACE = "default";

    private final ObjectCollector collector;
    private final Optional<Consumer<PodView>> pods;
    private Optional<String> rules = Optional.empty();

    public ManifestReader(ObjectCollector collector) {
        this(collector, Optional.empty());
    }

    private ManifestReader(ObjectCollector collector, Optional<Consumer<PodView>> pods) {
        this.collector = collector;
        this.pods = pods;
    }

    /** Returns a reader that also hands on each pod as a review would see it, of which a collector keeps little. */
    public static ManifestReader ofWholePods(ObjectCollector collector, Consumer<PodView> pods) {
        return new ManifestReader(collector, Optional.of(pods));
    }

    /** Returns the text of the rules in the last ConfigMap of the rules that was read; empty where there was none. */
    public Optional<String> rules() {
        return rules;
    }

    /** Reads all manifests of the text. file is the name for messages; what can't be read is told in the remarks. */
    public void read(InputStream text, String file, ManifestRemarks remarks) throws IOException {
        ManifestText.objects(
                text, file, remarks, (place, apiVersion, kind, object) -> readObject(apiVersion, kind, object));
    }

    /**
     * Reads all manifests of the text. Throws an UnreadableException that tells all that can't be read, if anything.
     */
    public void read(InputStream text, String file) throws IOException {
        ManifestRemarks remarks = new ManifestRemarks();
        read(text, file, remarks);
        remarks.throwErrors();
    }

    /** Reads an object, on whose start the parser stands. Throws an UnreadableException where its shape is wrong. */
    public void readObject(String apiVersion, String kind, JsonParser object) throws IOException {
        String group = apiVersion.substring(0, Math.max(0, apiVersion.indexOf('/')));
        Optional<Kind<?>> known = Kind.named(group, kind);
        if (pods.isPresent() && known.filter(Kind.POD::equals).isPresent()) {
            PodView pod = PodReader.read(object, true);
            PodView named = pod.namespace().isEmpty() ? pod.inNamespace(DEFAULT_NAMESPACE) : pod;
            pods.get().accept(named);
            collector.add(Kind.POD, StoredPod.of(named));
        } else if (known.isPresent()) {
            collect(known.get(), object);
        } else if (group.isEmpty() && kind.equals(Kind.CONFIG_MAP.name())) {
            configMap(object);
        }
    }

    private <T extends KubernetesObject> void collect(Kind<T> kind, JsonParser parser) throws IOException {
        Optional<Shape.ElementReader<T>> reader = ObjectReaders.of(kind);
        if (reader.isPresent()) {
            collector.add(kind, kind.inNamespaceUnlessNamed(reader.get().read(parser), DEFAULT_NAMESPACE));
        }
    }

    /** Returns the manifest of the ConfigMap with that text of the rules. */
    public static String configMap(String text) {
        StringBuilder manifest = new StringBuilder("apiVersion: v1\nkind: ConfigMap\nmetadata:\n");
        manifest.append("  namespace: ").append(RulesConfigMap.NAMESPACE).append('\n');
        manifest.append("  name: ").append(RulesConfigMap.NAME).append('\n');
        manifest.append("data:\n  ").append(RULES_KEY).append(": |\n");
        text.lines().forEach(line -> manifest.append("    ").append(line).append('\n'));
        return manifest.toString();
    }

    private void configMap(JsonParser parser) throws IOException {
        Map<String, String> data = Map.of();
        String name = "";
        for (String field = Shape.nextField(parser); field != null; field = Shape.nextField(parser)) {
            switch (field) {
                case "metadata" -> {
                    ObjectMeta metadata = MetadataReader.read(parser);
                    name = metadata.namespace() + "/" + metadata.name();
                }
                case "data" -> data = Shape.strings(parser);
                default -> parser.skipChildren();
            }
        }
        if (name.equals(RULES_CONFIG_MAP)) {
            rules = Optional.ofNullable(data.get(RULES_KEY)).or(() -> rules);
        }
    }
}
