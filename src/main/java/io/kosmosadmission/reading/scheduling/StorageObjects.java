package io.kosmosadmission.reading.scheduling;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.util.TokenBuffer;
import io.kosmosadmission.kube.LabelSelector;
import io.kosmosadmission.kube.ObjectMeta;
import io.kosmosadmission.kube.PersistentVolume;
import io.kosmosadmission.kube.PersistentVolumeClaim;
import io.kosmosadmission.kube.Quantity;
import io.kosmosadmission.reading.objects.ClaimReader;
import io.kosmosadmission.reading.objects.MetadataReader;
import io.kosmosadmission.reading.objects.SelectorReader;
import io.kosmosadmission.reading.objects.Shape;
import io.kosmosadmission.reading.objects.StorageReader;
import io.kosmosadmission.scheduler.SchedulerClaim;
import io.kosmosadmission.scheduler.SchedulerVolume;
import io.kosmosadmission.scheduler.StorageCapacity;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Reads the objects of the cluster's storage as the scheduler sees them. */
public final class StorageObjects {

    private StorageObjects() {}

    /** The volume that is attached to a node. volume is empty for one that no PersistentVolume tells of. */
    public record Attachment(String node, String volume) {}

    public static SchedulerClaim claim(JsonParser parser) throws IOException {
        TokenBuffer tokens = SchedulerObjects.buffered(parser);
        PersistentVolumeClaim claim = ClaimReader.read(SchedulerObjects.first(tokens));
        return new SchedulerClaim(
                claim,
                claim.metadata().annotations().containsKey(SchedulerClaim.BIND_COMPLETED),
                selector(SchedulerObjects.first(tokens)));
    }

    private static Optional<LabelSelector> selector(JsonParser parser) throws IOException {
        Optional<LabelSelector> selector = Optional.empty();
        for (String field = Shape.nextField(parser); field != null; field = Shape.nextField(parser)) {
            if (!field.equals("spec") || !Shape.isObject(parser)) {
                parser.skipChildren();
                continue;
            }
            for (String inner = Shape.nextField(parser); inner != null; inner = Shape.nextField(parser)) {
                if (inner.equals("selector")) {
                    selector = SelectorReader.labelSelector(parser);
                } else {
                    parser.skipChildren();
                }
            }
        }
        return selector;
    }

    public static SchedulerVolume volume(JsonParser parser) throws IOException {
        TokenBuffer tokens = SchedulerObjects.buffered(parser);
        PersistentVolume volume = StorageReader.volume(SchedulerObjects.first(tokens));
        JsonParser again = SchedulerObjects.first(tokens);
        Map<String, String> labels = Map.of();
        String handle = "";
        for (String field = Shape.nextField(again); field != null; field = Shape.nextField(again)) {
            switch (field) {
                case "metadata" -> labels = MetadataReader.read(again).labels();
                case "spec" -> handle = inside(again, "csi", "volumeHandle");
                default -> again.skipChildren();
            }
        }
        return new SchedulerVolume(volume, labels, handle);
    }

    /** Returns a string two fields below; empty where there is none. */
    private static String inside(JsonParser parser, String outer, String inner) throws IOException {
        String found = "";
        if (!Shape.isObject(parser)) {
            return found;
        }
        for (String field = Shape.nextField(parser); field != null; field = Shape.nextField(parser)) {
            if (!field.equals(outer) || !Shape.isObject(parser)) {
                parser.skipChildren();
                continue;
            }
            for (String below = Shape.nextField(parser); below != null; below = Shape.nextField(parser)) {
                if (below.equals(inner)) {
                    found = Shape.string(parser);
                } else {
                    parser.skipChildren();
                }
            }
        }
        return found;
    }

    public static StorageCapacity capacity(JsonParser parser) throws IOException {
        String className = "";
        Optional<LabelSelector> nodes = Optional.empty();
        long capacity = 0;
        long largest = 0;
        for (String field = Shape.nextField(parser); field != null; field = Shape.nextField(parser)) {
            switch (field) {
                case "storageClassName" -> className = Shape.string(parser);
                case "nodeTopology" -> nodes = SelectorReader.labelSelector(parser);
                case "capacity" -> capacity = quantity(parser);
                case "maximumVolumeSize" -> largest = quantity(parser);
                default -> parser.skipChildren();
            }
        }
        return new StorageCapacity(className, nodes, largest > 0 ? largest : capacity);
    }

    private static long quantity(JsonParser parser) throws IOException {
        return parser.currentToken().isScalarValue() ? Math.max(0, Quantity.value(parser.getText())) : 0;
    }

    /** Reads a CSIDriver; returns its name if it tells how much storage it has. */
    public static Optional<String> driverWithCapacity(JsonParser parser) throws IOException {
        ObjectMeta metadata = ObjectMeta.named("", "");
        boolean capacity = false;
        for (String field = Shape.nextField(parser); field != null; field = Shape.nextField(parser)) {
            if (field.equals("metadata")) {
                metadata = MetadataReader.read(parser);
            } else if (field.equals("spec") && Shape.isObject(parser)) {
                for (String inner = Shape.nextField(parser); inner != null; inner = Shape.nextField(parser)) {
                    if (inner.equals("storageCapacity")) {
                        capacity = Shape.truth(parser);
                    } else {
                        parser.skipChildren();
                    }
                }
            } else {
                parser.skipChildren();
            }
        }
        return capacity ? Optional.of(metadata.name()) : Optional.empty();
    }

    public static Attachment attachment(JsonParser parser) throws IOException {
        String node = "";
        String volume = "";
        for (String field = Shape.nextField(parser); field != null; field = Shape.nextField(parser)) {
            if (!field.equals("spec") || !Shape.isObject(parser)) {
                parser.skipChildren();
                continue;
            }
            for (String inner = Shape.nextField(parser); inner != null; inner = Shape.nextField(parser)) {
                switch (inner) {
                    case "nodeName" -> node = Shape.string(parser);
                    case "source" -> volume = source(parser);
                    default -> parser.skipChildren();
                }
            }
        }
        return new Attachment(node, volume);
    }

    private static String source(JsonParser parser) throws IOException {
        String volume = "";
        if (Shape.isObject(parser)) {
            for (String field = Shape.nextField(parser); field != null; field = Shape.nextField(parser)) {
                if (field.equals("persistentVolumeName")) {
                    volume = Shape.string(parser);
                } else {
                    parser.skipChildren();
                }
            }
        }
        return volume;
    }

    /** Reads a CSINode's limits: by driver, how many of its volumes can be attached. */
    public static NodeLimits limits(JsonParser parser) throws IOException {
        String name = "";
        Map<String, Integer> limits = new HashMap<>();
        for (String field = Shape.nextField(parser); field != null; field = Shape.nextField(parser)) {
            if (field.equals("metadata")) {
                name = MetadataReader.read(parser).name();
            } else if (field.equals("spec") && Shape.isObject(parser)) {
                for (String inner = Shape.nextField(parser); inner != null; inner = Shape.nextField(parser)) {
                    if (inner.equals("drivers")) {
                        Shape.list(parser, driver -> DriverLimit.read(driver).addTo(limits));
                    } else {
                        parser.skipChildren();
                    }
                }
            } else {
                parser.skipChildren();
            }
        }
        return new NodeLimits(name, limits);
    }

    /** A node's name, and how many volumes of each CSI driver can be attached to it. */
    public record NodeLimits(String node, Map<String, Integer> limits) {}

    private record DriverLimit(String driver, int count) {

        static DriverLimit read(JsonParser parser) throws IOException {
            String driver = "";
            int count = -1;
            if (Shape.isObject(parser)) {
                for (String field = Shape.nextField(parser); field != null; field = Shape.nextField(parser)) {
                    switch (field) {
                        case "name" -> driver = Shape.string(parser);
                        case "allocatable" -> count = count(parser);
                        default -> parser.skipChildren();
                    }
                }
            }
            return new DriverLimit(driver, count);
        }

        private static int count(JsonParser parser) throws IOException {
            int count = -1;
            if (Shape.isObject(parser)) {
                for (String field = Shape.nextField(parser); field != null; field = Shape.nextField(parser)) {
                    if (field.equals("count")) {
                        count = Shape.integer(parser, -1);
                    } else {
                        parser.skipChildren();
                    }
                }
            }
            return count;
        }

        boolean addTo(Map<String, Integer> limits) {
            return count >= 0 && limits.put(driver, count) == null;
        }
    }
}
