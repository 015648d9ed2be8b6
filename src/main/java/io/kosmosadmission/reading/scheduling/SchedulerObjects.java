package io.kosmosadmission.reading.scheduling;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.util.TokenBuffer;
import io.kosmosadmission.admission.PlacementAnnotations;
import io.kosmosadmission.kube.LabelSelector;
import io.kosmosadmission.kube.Node;
import io.kosmosadmission.kube.ObjectMeta;
import io.kosmosadmission.kube.PodView;
import io.kosmosadmission.reading.objects.MetadataReader;
import io.kosmosadmission.reading.objects.NodeReader;
import io.kosmosadmission.reading.objects.PodReader;
import io.kosmosadmission.reading.objects.SelectorReader;
import io.kosmosadmission.reading.objects.Shape;
import io.kosmosadmission.scheduler.DisruptionBudget;
import io.kosmosadmission.scheduler.OwnerSelector;
import io.kosmosadmission.scheduler.PodSpec;
import io.kosmosadmission.scheduler.PriorityClasses;
import io.kosmosadmission.scheduler.PriorityClasses.PriorityClass;
import io.kosmosadmission.scheduler.SchedulerNode;
import io.kosmosadmission.scheduler.SchedulerPod;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads single objects as the scheduler sees them. What reviews read of them, too, is read by their readers, from the same
 * tokens a second time.
 */
public final class SchedulerObjects {

    private static final String OWN_PREFIX = "kosmos-admission.io/";

    private SchedulerObjects() {}

    /** A default class or not, and what pods with it get. */
    public record NamedPriority(String name, boolean ofOthers, PriorityClass priority) {}

    /** Reads a pod; empty for one that has ended, which the scheduler forgets. */
    public static Optional<SchedulerPod> pod(JsonParser parser, PriorityClasses priorities) throws IOException {
        TokenBuffer tokens = buffered(parser);
        PodView view = PodReader.read(first(tokens), false);
        return view.isFinished() ? Optional.empty() : Optional.of(pod(view, first(tokens), priorities));
    }

    /** Reads a pod, or a pod template, as the pod that is to be made. */
    public static SchedulerPod made(JsonParser parser, PriorityClasses priorities) throws IOException {
        TokenBuffer tokens = buffered(parser);
        return pod(PodReader.read(first(tokens), false), first(tokens), priorities);
    }

    private static SchedulerPod pod(PodView view, JsonParser again, PriorityClasses priorities) throws IOException {
        PodSpec spec = PodSpec.of(view, DemandReader.read(again, priorities));
        return new SchedulerPod(withOwnAnnotations(view.metadata()), spec, view.nodeName(), view.volumes());
    }

    /** Reads the metadata of an object, and skips all else. */
    public static ObjectMeta metadata(JsonParser parser) throws IOException {
        ObjectMeta metadata = ObjectMeta.named("", "");
        for (String field = Shape.nextField(parser); field != null; field = Shape.nextField(parser)) {
            if (field.equals("metadata")) {
                metadata = MetadataReader.read(parser);
            } else {
                parser.skipChildren();
            }
        }
        return metadata;
    }

    /** Keeps the annotations by which a pod asks for something, and of those that tell what was done to it, that it was. */
    private static ObjectMeta withOwnAnnotations(ObjectMeta metadata) {
        Map<String, String> own = new HashMap<>();
        metadata.annotations().forEach((key, value) -> {
            if (key.equals(PlacementAnnotations.PLACED)) {
                own.put(key, "");
            } else if (key.startsWith(OWN_PREFIX) && !key.equals(PlacementAnnotations.PLACED_BY)) {
                own.put(key, value);
            }
        });
        return new ObjectMeta(
                metadata.namespace(),
                metadata.name(),
                metadata.generateName(),
                metadata.uid(),
                metadata.labels(),
                own,
                metadata.ownerReferences(),
                metadata.creationTimestamp(),
                metadata.deleting());
    }

    /** Reads a node; the volume limits are its CSINode's. */
    public static SchedulerNode node(JsonParser parser) throws IOException {
        TokenBuffer tokens = buffered(parser);
        Node node = NodeReader.node(first(tokens));
        return CapacityReader.read(first(tokens)).node(node);
    }

    /** Reads a ReplicaSet, StatefulSet or ReplicationController. */
    public static OwnerSelector owner(String kind, JsonParser parser) throws IOException {
        ObjectMeta metadata = ObjectMeta.named("", "");
        LabelSelector selector = new LabelSelector(Map.of(), List.of());
        for (String field = Shape.nextField(parser); field != null; field = Shape.nextField(parser)) {
            switch (field) {
                case "metadata" -> metadata = MetadataReader.read(parser);
                case "spec" -> selector = selector(kind, parser);
                default -> parser.skipChildren();
            }
        }
        return new OwnerSelector(kind, metadata.namespace(), metadata.name(), selector);
    }

    private static LabelSelector selector(String kind, JsonParser parser) throws IOException {
        LabelSelector selector = new LabelSelector(Map.of(), List.of());
        if (!Shape.isObject(parser)) {
            return selector;
        }
        for (String field = Shape.nextField(parser); field != null; field = Shape.nextField(parser)) {
            if (!field.equals("selector")) {
                parser.skipChildren();
            } else if (kind.equals("ReplicationController")) {
                selector = new LabelSelector(Shape.strings(parser), List.of());
            } else {
                selector = SelectorReader.labelSelector(parser).orElse(selector);
            }
        }
        return selector;
    }

    public static DisruptionBudget budget(JsonParser parser) throws IOException {
        return BudgetReader.read(parser);
    }

    public static NamedPriority priorityClass(JsonParser parser) throws IOException {
        String name = "";
        int value = 0;
        boolean ofOthers = false;
        String policy = "";
        for (String field = Shape.nextField(parser); field != null; field = Shape.nextField(parser)) {
            switch (field) {
                case "metadata" -> name = MetadataReader.read(parser).name();
                case "value" -> value = Shape.integer(parser, 0);
                case "globalDefault" -> ofOthers = Shape.truth(parser);
                case "preemptionPolicy" -> policy = Shape.string(parser);
                default -> parser.skipChildren();
            }
        }
        return new NamedPriority(name, ofOthers, new PriorityClass(value, !policy.equals(PriorityClasses.NEVER)));
    }

    static TokenBuffer buffered(JsonParser parser) throws IOException {
        TokenBuffer tokens = new TokenBuffer(parser);
        tokens.copyCurrentStructure(parser);
        return tokens;
    }

    static JsonParser first(TokenBuffer tokens) throws IOException {
        JsonParser parser = tokens.asParser();
        parser.nextToken();
        return parser;
    }
}
