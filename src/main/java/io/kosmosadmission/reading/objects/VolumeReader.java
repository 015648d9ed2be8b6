package io.kosmosadmission.reading.objects;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.kosmosadmission.kube.PersistentVolumeClaim;
import io.kosmosadmission.kube.Volume;
import io.kosmosadmission.kube.VolumeSource;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the volumes of a pod whose source can belong to a provider; leaves out ConfigMaps, Secrets and the like. */
final class VolumeReader {

    /** The plugin's name, as in storage classes, of each in-tree source, by the source's field. */
    static final Map<String, String> IN_TREE = Map.of(
            "awsElasticBlockStore", "kubernetes.io/aws-ebs",
            "gcePersistentDisk", "kubernetes.io/gce-pd",
            "azureDisk", "kubernetes.io/azure-disk",
            "azureFile", "kubernetes.io/azure-file",
            "cinder", "kubernetes.io/cinder",
            "vsphereVolume", "kubernetes.io/vsphere-volume",
            "portworxVolume", "kubernetes.io/portworx-volume");

    private VolumeReader() {}

    /** plugins is told the paths of hostPath volumes; they are not read where it is absent. */
    static List<Volume> volumes(JsonParser parser, Optional<PluginReader> plugins) throws IOException {
        if (!Shape.isList(parser)) {
            return List.of();
        }
        List<Volume> volumes = new ArrayList<>();
        while (Shape.nextElement(parser)) {
            volume(parser, plugins).ifPresent(volumes::add);
        }
        return volumes;
    }

    private static Optional<Volume> volume(JsonParser parser, Optional<PluginReader> plugins) throws IOException {
        if (!Shape.isObject(parser)) {
            return Optional.empty();
        }
        String name = "";
        Optional<VolumeSource> source = Optional.empty();
        for (String field = Shape.nextField(parser); field != null; field = Shape.nextField(parser)) {
            switch (field) {
                case "name" -> name = Shape.string(parser);
                case "persistentVolumeClaim" ->
                    source = string(parser, "claimName").map(VolumeSource.Claim::new);
                case "csi" -> source = string(parser, "driver").map(VolumeSource.Driver::new);
                case "flexVolume" -> source = string(parser, "driver").map(VolumeSource.Driver::new);
                case "ephemeral" -> source = ephemeral(parser);
                case "hostPath" -> {
                    if (plugins.isPresent()) {
                        string(parser, "path").ifPresent(plugins.get()::hostPath);
                    } else {
                        parser.skipChildren();
                    }
                }
                default -> {
                    if (IN_TREE.containsKey(field) && parser.currentToken() != JsonToken.VALUE_NULL) {
                        source = Optional.of(new VolumeSource.Driver(IN_TREE.get(field)));
                    }
                    parser.skipChildren();
                }
            }
        }
        String volumeName = name;
        return source.map(it -> new Volume(volumeName, it));
    }

    /**
     * Returns one string field of the object; empty where the object or the field is absent, or the string is empty.
     */
    static Optional<String> string(JsonParser parser, String wanted) throws IOException {
        String value = "";
        if (Shape.isObject(parser)) {
            for (String field = Shape.nextField(parser); field != null; field = Shape.nextField(parser)) {
                if (field.equals(wanted)) {
                    value = Shape.string(parser);
                } else {
                    parser.skipChildren();
                }
            }
        }
        return value.isEmpty() ? Optional.empty() : Optional.of(value);
    }

    private static Optional<VolumeSource> ephemeral(JsonParser parser) throws IOException {
        Optional<VolumeSource> source = Optional.empty();
        if (Shape.isObject(parser)) {
            for (String field = Shape.nextField(parser); field != null; field = Shape.nextField(parser)) {
                if (field.equals("volumeClaimTemplate") && parser.currentToken() != JsonToken.VALUE_NULL) {
                    PersistentVolumeClaim template = ClaimReader.read(parser);
                    source = Optional.of(new VolumeSource.Ephemeral(template));
                } else {
                    parser.skipChildren();
                }
            }
        }
        return source;
    }
}
