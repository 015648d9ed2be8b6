package io.kosmosadmission.reading;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.kosmosadmission.inventory.ObjectCollector;
import io.kosmosadmission.kube.Kind;
import io.kosmosadmission.kube.KubernetesObject;
import io.kosmosadmission.kube.ObjectMeta;
import io.kosmosadmission.reading.manifests.ManifestDocuments;
import io.kosmosadmission.reading.objects.MetadataReader;
import io.kosmosadmission.reading.objects.ObjectReaders;
import io.kosmosadmission.reading.objects.Shape;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.LoaderOptions;

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

    private final JsonFactory json = new JsonFactory();
    private final YAMLFactory yaml = yamlFactory();
    private final ManifestDocuments documents = new ManifestDocuments(this::object);
    private final ObjectCollector collector;
    private Optional<String> rules = Optional.empty();

    public ManifestReader(ObjectCollector collector) {
        this.collector = collector;
    }

    /** Returns a factory of YAML parsers without the library's limit of 3 MiB, which dumps of clusters exceed. */
    public static YAMLFactory yamlFactory() {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(Integer.MAX_VALUE);
        return YAMLFactory.builder().loaderOptions(options).build();
    }

    /** Returns the text of the rules in the last ConfigMap of the rules that was read; empty where there was none. */
    public Optional<String> rules() {
        return rules;
    }

    /**
     * Reads all manifests of the text. file is the name for messages; the text is JSON if it ends in {@code .json},
     * else YAML.
     */
    public void read(InputStream text, String file) throws IOException {
        documents.read(text, file, file.endsWith(".json") ? json : yaml);
    }

    private void object(String group, String kind, JsonParser parser) throws IOException {
        Optional<Kind<?>> known = Kind.named(group, kind);
        if (known.isPresent()) {
            collect(known.get(), parser);
        } else if (group.isEmpty() && kind.equals(Kind.CONFIG_MAP.name())) {
            configMap(parser);
        }
    }

    private <T extends KubernetesObject> void collect(Kind<T> kind, JsonParser parser) throws IOException {
        Optional<Shape.ElementReader<T>> reader = ObjectReaders.of(kind);
        if (reader.isPresent()) {
            collector.add(kind, kind.inNamespaceUnlessNamed(reader.get().read(parser), DEFAULT_NAMESPACE));
        }
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
