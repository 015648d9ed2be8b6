package io.kosmosadmission.reading.objects;

import com.fasterxml.jackson.core.JsonParser;
import io.kosmosadmission.kube.CSINode;
import io.kosmosadmission.kube.Namespace;
import io.kosmosadmission.kube.Node;
import io.kosmosadmission.kube.ObjectMeta;
import io.kosmosadmission.kube.ReadyCondition;
import io.kosmosadmission.kube.Taint;
import io.kosmosadmission.kube.TolerationsWhitelist;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads Nodes, the CSINodes that kubelets register, and Namespaces. */
public final class NodeReader {

    private static final Taint CORDONED = new Taint(Taint.OF_NODES + "unschedulable", "", "NoSchedule");

    private ObjectMeta metadata = MetadataReader.none();
    private String providerID = "";
    private List<Taint> taints = List.of();
    private boolean unschedulable;
    private ReadyCondition readiness = ReadyCondition.UNKNOWN;
    private final Set<String> drivers = new HashSet<>();
    private final Set<String> topologyKeys = new HashSet<>();

    private NodeReader() {}

    public static Node node(JsonParser parser) throws IOException {
        NodeReader reader = read(parser);
        ObjectMeta metadata = reader.metadata;
        return new Node(
                metadata.name(),
                metadata.labels(),
                reader.providerID,
                reader.allTaints(),
                metadata.uid(),
                reader.readiness);
    }

    /** A cluster taints a cordoned node by itself; a manifest may say only that it is cordoned. */
    private List<Taint> allTaints() {
        if (!unschedulable || taints.contains(CORDONED)) {
            return taints;
        }
        List<Taint> all = new ArrayList<>(taints);
        all.add(CORDONED);
        return all;
    }

    public static CSINode csiNode(JsonParser parser) throws IOException {
        NodeReader reader = read(parser);
        reader.drivers.remove("");
        return new CSINode(reader.metadata.name(), reader.drivers, reader.topologyKeys);
    }

    public static Namespace namespace(JsonParser parser) throws IOException {
        ObjectMeta metadata = read(parser).metadata;
        Namespace bare = Namespace.bare(metadata.name());
        TolerationsWhitelist whitelist = WhitelistReader.read(metadata.annotations());
        if (metadata.labels().isEmpty() && !whitelist.restricts()) {
            return bare;
        }
        Map<String, String> labels = new HashMap<>(bare.labels());
        labels.putAll(metadata.labels());
        return new Namespace(metadata.name(), labels, whitelist);
    }

    private static NodeReader read(JsonParser parser) throws IOException {
        NodeReader reader = new NodeReader();
        if (Shape.isObject(parser)) {
            for (String field = Shape.nextField(parser); field != null; field = Shape.nextField(parser)) {
                switch (field) {
                    case "metadata" -> reader.metadata = MetadataReader.read(parser);
                    case "spec" -> reader.spec(parser);
                    case "status" -> reader.readiness = ReadinessReader.ofStatus(parser);
                    default -> parser.skipChildren();
                }
            }
        }
        return reader;
    }

    private void spec(JsonParser parser) throws IOException {
        if (!Shape.isObject(parser)) {
            return;
        }
        for (String field = Shape.nextField(parser); field != null; field = Shape.nextField(parser)) {
            switch (field) {
                case "providerID" -> providerID = Shape.string(parser);
                case "unschedulable" -> unschedulable = Shape.truth(parser);
                case "taints" -> taints = Shape.list(parser, NodeReader::taint);
                case "drivers" -> drivers(parser);
                default -> parser.skipChildren();
            }
        }
    }

    private void drivers(JsonParser parser) throws IOException {
        if (!Shape.isList(parser)) {
            return;
        }
        while (Shape.nextElement(parser)) {
            if (!Shape.isObject(parser)) {
                continue;
            }
            for (String field = Shape.nextField(parser); field != null; field = Shape.nextField(parser)) {
                switch (field) {
                    case "name" -> drivers.add(Shape.string(parser));
                    case "topologyKeys" -> topologyKeys.addAll(Shape.stringList(parser));
                    default -> parser.skipChildren();
                }
            }
        }
    }

    private static Taint taint(JsonParser parser) throws IOException {
        String key = "";
        String value = "";
        String effect = "";
        if (Shape.isObject(parser)) {
            for (String field = Shape.nextField(parser); field != null; field = Shape.nextField(parser)) {
                switch (field) {
                    case "key" -> key = Shape.string(parser);
                    case "value" -> value = Shape.string(parser);
                    case "effect" -> effect = Shape.string(parser);
                    default -> parser.skipChildren();
                }
            }
        }
        return new Taint(key, value, effect);
    }
}
