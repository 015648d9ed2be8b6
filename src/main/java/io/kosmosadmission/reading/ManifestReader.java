package io.kosmosadmission.reading;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.ObjectCodec;
import com.fasterxml.jackson.databind.util.TokenBuffer;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.kosmosadmission.inventory.ObjectCollector;
import io.kosmosadmission.kube.ObjectMeta;
import io.kosmosadmission.kube.PersistentVolumeClaim;
import io.kosmosadmission.kube.PodView;
import io.kosmosadmission.kube.VolumeSnapshot;
import io.kosmosadmission.kube.Workload;
import io.kosmosadmission.kube.WorkloadKind;
import io.kosmosadmission.reading.objects.ClaimReader;
import io.kosmosadmission.reading.objects.MetadataReader;
import io.kosmosadmission.reading.objects.NodeReader;
import io.kosmosadmission.reading.objects.PodReader;
import io.kosmosadmission.reading.objects.Shape;
import io.kosmosadmission.reading.objects.SnapshotReader;
import io.kosmosadmission.reading.objects.StorageReader;
import io.kosmosadmission.reading.objects.WorkloadReader;
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

    /** A buffer of tokens alone maps no objects. */
    private static final ObjectCodec NO_OBJECTS = null;

    private final JsonFactory json = new JsonFactory();
    private final YAMLFactory yaml;

    private final ObjectCollector collector;
    private Optional<String> rules = Optional.empty();
    /** Where the object that is read begins. */
    private int line = 1;

    public ManifestReader(ObjectCollector collector) {
        this.collector = collector;
        this.yaml = yamlFactory();
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
        JsonFactory factory = file.endsWith(".json") ? json : yaml;
        try (JsonParser parser = factory.createParser(text)) {
            while (parser.nextToken() != null) {
                line = parser.currentTokenLocation().getLineNr();
                if (!isEmptyDocument(parser) && Shape.isObject(parser)) {
                    document(parser);
                }
            }
        } catch (JsonProcessingException broken) {
            throw BrokenText.explained(file, broken);
        } catch (UnreadableException wrong) {
            throw new UnreadableException(file + ":" + line + ": " + wrong.getMessage(), wrong);
        }
    }

    /** A separator with nothing behind it is an empty string to the YAML parser. */
    private static boolean isEmptyDocument(JsonParser parser) throws IOException {
        return parser.currentToken() == JsonToken.VALUE_STRING
                && parser.getText().isEmpty();
    }

    /** The kind may come after what it is the kind of, so an object is buffered until it is known; a list is not. */
    private void document(JsonParser parser) throws IOException {
        line = parser.currentTokenLocation().getLineNr();
        Optional<String> kind = Optional.empty();
        String apiVersion = "";
        try (TokenBuffer buffer = new TokenBuffer(NO_OBJECTS, false)) {
            buffer.writeStartObject();
            boolean isList = false;
            for (String field = Shape.nextField(parser); field != null; field = Shape.nextField(parser)) {
                if (field.equals("items") && parser.currentToken() == JsonToken.START_ARRAY) {
                    isList = true;
                    items(parser);
                    continue;
                }
                buffer.writeFieldName(field);
                if (field.equals("kind")) {
                    kind = Optional.of(Shape.string(parser));
                } else if (field.equals("apiVersion")) {
                    apiVersion = Shape.string(parser);
                }
                buffer.copyCurrentStructure(parser);
            }
            buffer.writeEndObject();
            if (isList) {
                return;
            }
            if (kind.isEmpty() || apiVersion.isEmpty()) {
                throw new UnreadableException("not a manifest: apiVersion and kind are required");
            }
            try (JsonParser object = buffer.asParser()) {
                object.nextToken();
                object(object, apiVersion, kind.get());
            }
        }
    }

    private void items(JsonParser parser) throws IOException {
        while (Shape.nextElement(parser)) {
            if (Shape.isObject(parser)) {
                document(parser);
            }
        }
    }

    private void object(JsonParser parser, String apiVersion, String kind) throws IOException {
        int slash = apiVersion.indexOf('/');
        String group = slash < 0 ? "" : apiVersion.substring(0, slash);
        Optional<WorkloadKind> workload = WorkloadKind.of(group, kind);
        if (workload.isPresent()) {
            Workload read = WorkloadReader.read(parser, workload.get(), true);
            collector.add(read.inNamespace(namespaceOrDefault(read.metadata().namespace())));
            return;
        }
        switch (group.isEmpty() ? kind : kind + "." + group) {
            case "Node" -> collector.add(NodeReader.node(parser));
            case "CSINode.storage.k8s.io" -> collector.add(NodeReader.csiNode(parser));
            case "Namespace" -> collector.add(NodeReader.namespace(parser));
            case "StorageClass.storage.k8s.io" -> collector.add(StorageReader.storageClass(parser));
            case "PersistentVolume" -> collector.add(StorageReader.volume(parser));
            case "PersistentVolumeClaim" -> {
                PersistentVolumeClaim claim = ClaimReader.read(parser);
                collector.add(
                        claim.inNamespace(namespaceOrDefault(claim.metadata().namespace())));
            }
            case "VolumeSnapshot.snapshot.storage.k8s.io" -> {
                VolumeSnapshot snapshot = SnapshotReader.snapshot(parser);
                collector.add(snapshot.inNamespace(namespaceOrDefault(snapshot.namespace())));
            }
            case "VolumeSnapshotContent.snapshot.storage.k8s.io" -> collector.add(SnapshotReader.content(parser));
            case "VolumeSnapshotClass.snapshot.storage.k8s.io" -> collector.add(SnapshotReader.snapshotClass(parser));
            case "VolumeAttributesClass.storage.k8s.io" -> collector.add(StorageReader.attributesClass(parser));
            case "Pod" -> {
                PodView pod = PodReader.read(parser, true);
                collector.add(pod.inNamespace(namespaceOrDefault(pod.metadata().namespace())));
            }
            case "ConfigMap" -> configMap(parser);
            default -> parser.skipChildren();
        }
    }

    /** Where a manifest would be applied without any other word. */
    private static String namespaceOrDefault(String written) {
        return written.isEmpty() ? "default" : written;
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
