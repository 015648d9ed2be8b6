package io.kosmosadmission.reading.scheduling;

import com.fasterxml.jackson.core.JsonParser;
import io.kosmosadmission.kube.Node;
import io.kosmosadmission.reading.objects.Shape;
import io.kosmosadmission.scheduler.Resources;
import io.kosmosadmission.scheduler.SchedulerNode;
import java.io.IOException;
import java.util.Map;

/** Reads how much room a node has: its status.allocatable, or its capacity where it doesn't say that. */
final class CapacityReader {

    private boolean unschedulable;
    private Map<String, Long> capacity = Map.of();
    private Map<String, Long> allocatable = Map.of();

    private CapacityReader() {}

    static CapacityReader read(JsonParser parser) throws IOException {
        CapacityReader reader = new CapacityReader();
        if (Shape.isObject(parser)) {
            for (String field = Shape.nextField(parser); field != null; field = Shape.nextField(parser)) {
                switch (field) {
                    case "spec" -> reader.spec(parser);
                    case "status" -> reader.status(parser);
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
            if (field.equals("unschedulable")) {
                unschedulable = Shape.truth(parser);
            } else {
                parser.skipChildren();
            }
        }
    }

    private void status(JsonParser parser) throws IOException {
        if (!Shape.isObject(parser)) {
            return;
        }
        for (String field = Shape.nextField(parser); field != null; field = Shape.nextField(parser)) {
            switch (field) {
                case "capacity" -> capacity = ResourcesReader.amounts(parser);
                case "allocatable" -> allocatable = ResourcesReader.amounts(parser);
                default -> parser.skipChildren();
            }
        }
    }

    SchedulerNode node(Node node) {
        Map<String, Long> room = allocatable.isEmpty() ? capacity : allocatable;
        Resources resources = ResourcesReader.resources(room);
        long pods = room.getOrDefault(ResourcesReader.PODS, 0L);
        return new SchedulerNode(node, unschedulable, resources, (int) Math.min(pods, Integer.MAX_VALUE), Map.of());
    }
}
