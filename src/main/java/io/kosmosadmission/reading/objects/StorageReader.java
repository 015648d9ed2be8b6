package io.kosmosadmission.reading.objects;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.kosmosadmission.kube.NodeSelectorTerm;
import io.kosmosadmission.kube.ObjectMeta;
import io.kosmosadmission.kube.PersistentVolume;
import io.kosmosadmission.kube.StorageClass;
import io.kosmosadmission.kube.VolumeAttributesClass;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Reads StorageClasses, VolumeAttributesClasses and PersistentVolumes. */
public final class StorageReader {

    private ObjectMeta metadata = MetadataReader.none();
    private String provisioner = "";
    private String bindingMode = "";
    private List<NodeSelectorTerm> allowedTopologies = List.of();
    private String driver = "";
    private String storageClassName = "";
    private Optional<List<NodeSelectorTerm>> nodeAffinity = Optional.empty();
    private String claimNamespace = "";
    private String claimName = "";
    private String claimUid = "";
    private final TraitsReader traits = new TraitsReader();
    private PersistentVolume.Phase phase = PersistentVolume.Phase.Pending;

    private StorageReader() {}

    public static StorageClass storageClass(JsonParser parser) throws IOException {
        StorageReader reader = new StorageReader();
        if (Shape.isObject(parser)) {
            for (String field = Shape.nextField(parser); field != null; field = Shape.nextField(parser)) {
                switch (field) {
                    case "metadata" -> reader.metadata = MetadataReader.read(parser);
                    case "provisioner" -> reader.provisioner = Shape.string(parser);
                    case "parameters" -> reader.driver = driverParameter(parser);
                    case "volumeBindingMode" -> reader.bindingMode = Shape.string(parser);
                    case "allowedTopologies" -> reader.allowedTopologies = SelectorReader.topologyTerms(parser);
                    default -> parser.skipChildren();
                }
            }
        }
        return new StorageClass(
                reader.metadata.name(),
                reader.metadata.creationTimestamp(),
                reader.metadata.annotations(),
                reader.provisioner,
                reader.driver,
                reader.bindingMode,
                reader.allowedTopologies);
    }

    private static String driverParameter(JsonParser parser) throws IOException {
        String driver = "";
        if (Shape.isObject(parser)) {
            for (String name = Shape.nextField(parser); name != null; name = Shape.nextField(parser)) {
                if (name.equals(StorageClass.DRIVER_PARAMETER)) {
                    driver = Shape.string(parser);
                } else {
                    parser.skipChildren();
                }
            }
        }
        return driver;
    }

    public static VolumeAttributesClass attributesClass(JsonParser parser) throws IOException {
        StorageReader reader = new StorageReader();
        if (Shape.isObject(parser)) {
            for (String field = Shape.nextField(parser); field != null; field = Shape.nextField(parser)) {
                switch (field) {
                    case "metadata" -> reader.metadata = MetadataReader.read(parser);
                    case "driverName" -> reader.driver = Shape.string(parser);
                    default -> parser.skipChildren();
                }
            }
        }
        return new VolumeAttributesClass(reader.metadata.name(), reader.driver);
    }

    public static PersistentVolume volume(JsonParser parser) throws IOException {
        StorageReader reader = new StorageReader();
        if (Shape.isObject(parser)) {
            for (String field = Shape.nextField(parser); field != null; field = Shape.nextField(parser)) {
                switch (field) {
                    case "metadata" -> reader.metadata = MetadataReader.read(parser);
                    case "spec" -> reader.volumeSpec(parser);
                    case "status" ->
                        reader.phase =
                                phase(VolumeReader.string(parser, "phase").orElse(""));
                    default -> parser.skipChildren();
                }
            }
        }
        return new PersistentVolume(
                reader.metadata.name(),
                reader.metadata.annotations(),
                reader.driver,
                reader.storageClassName,
                reader.nodeAffinity,
                reader.claimNamespace,
                reader.claimName,
                reader.claimUid,
                reader.traits.read(),
                reader.phase,
                reader.metadata.deleting());
    }

    private static PersistentVolume.Phase phase(String name) {
        for (PersistentVolume.Phase phase : PersistentVolume.Phase.values()) {
            if (phase.name().equals(name)) {
                return phase;
            }
        }
        return PersistentVolume.Phase.Pending;
    }

    private void volumeSpec(JsonParser parser) throws IOException {
        if (!Shape.isObject(parser)) {
            return;
        }
        for (String field = Shape.nextField(parser); field != null; field = Shape.nextField(parser)) {
            switch (field) {
                case "storageClassName" -> storageClassName = Shape.string(parser);
                case "csi", "flexVolume" ->
                    driver = VolumeReader.string(parser, "driver").orElse("");
                case "claimRef" -> claimRef(parser);
                case "nodeAffinity" -> nodeAffinity(parser);
                case "capacity" -> traits.capacity(parser);
                default -> {
                    if (VolumeReader.IN_TREE.containsKey(field) && parser.currentToken() != JsonToken.VALUE_NULL) {
                        driver = VolumeReader.IN_TREE.get(field);
                    }
                    traits.field(field, parser);
                }
            }
        }
    }

    private void claimRef(JsonParser parser) throws IOException {
        if (Shape.isObject(parser)) {
            for (String field = Shape.nextField(parser); field != null; field = Shape.nextField(parser)) {
                switch (field) {
                    case "namespace" -> claimNamespace = Shape.string(parser);
                    case "name" -> claimName = Shape.string(parser);
                    case "uid" -> claimUid = Shape.string(parser);
                    default -> parser.skipChildren();
                }
            }
        }
    }

    private void nodeAffinity(JsonParser parser) throws IOException {
        if (!Shape.isObject(parser)) {
            return;
        }
        for (String field = Shape.nextField(parser); field != null; field = Shape.nextField(parser)) {
            if (!field.equals("required") || !Shape.isObject(parser)) {
                parser.skipChildren();
                continue;
            }
            for (String inner = Shape.nextField(parser); inner != null; inner = Shape.nextField(parser)) {
                if (inner.equals("nodeSelectorTerms")) {
                    nodeAffinity = Optional.of(SelectorReader.terms(parser));
                } else {
                    parser.skipChildren();
                }
            }
        }
    }
}
