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
 * Reads manifests into a collector: YAML with any number of documents, or JSON; lists of {@code kubectl get -o yaml} too,
 * dumps of any size. Kinds that no decision reads are passed over.
 */
public final class ManifestReader {

    /** The ConfigMap of the rules, by namespace and name, and its key. */
    public static final String RULES_CONFIG_MAP = RulesConfigMap.NAMESPACE + "/" + RulesConfigMap.NAME;

    public static final String RULES_KEY = RulesConfigMap.KEY;

    /** Where a manifest that names no namespace is applied. */
    private static final String DEFAULT_NAMESPACE = "default";

    private final JsonFactory json = new JsonFactory();
    private final YAMLFactory yaml = yamlFactory();
    private final ManifestDocuments documents = new ManifestDocuments(this::object);
    private final ObjectCollector collector;
    private Optional<String> rules = Optional.empty();

    public ManifestReader(ObjectCollector collector) {
        this.collector = collector;
    }

    /** A YAML parser without the library's limit of 3 MiB: a dump of a cluster is larger. */
    public static YAMLFactory yamlFactory() {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(Integer.MAX_VALUE);
        return YAMLFactory.builder().loaderOptions(options).build();
    }

    /** The text of the rules' ConfigMap, where one was read. */
    public Optional<String> rules() {
        return rules;
    }

    /** file is for messages, and tells JSON by its ending. */
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
