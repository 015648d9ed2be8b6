package io.kosmosadmission.reading.scheduling;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.kosmosadmission.reading.objects.Shape;
import io.kosmosadmission.scheduler.ContainerRequests;
import io.kosmosadmission.scheduler.HostPort;
import io.kosmosadmission.scheduler.PodDemand;
import io.kosmosadmission.scheduler.PodLevel;
import io.kosmosadmission.scheduler.PodRequests;
import io.kosmosadmission.scheduler.PriorityClasses;
import io.kosmosadmission.scheduler.Resources;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * Reads what a pod, or a pod template, needs, with the defaults of the API server: a limit without a request is requested, and
 * on the node's network every port is the node's.
 */
final class DemandReader {

    private final PriorityClasses priorities;
    private final List<ContainerReader> containers = new ArrayList<>();
    private final List<ContainerReader> initContainers = new ArrayList<>();
    private Map<String, Long> podRequests = Map.of();
    private Map<String, Long> podLimits = Map.of();
    private Resources overhead = Resources.NONE;
    private boolean hostNetwork;
    private OptionalInt priority = OptionalInt.empty();
    private String priorityClassName = "";
    private String preemptionPolicy = "";
    private boolean gated;
    private String schedulerName = "";

    private DemandReader(PriorityClasses priorities) {
        this.priorities = priorities;
    }

    /** Reads the object that has the spec. priorities are asked for a pod whose class has not been looked up. */
    static PodDemand read(JsonParser parser, PriorityClasses priorities) throws IOException {
        DemandReader reader = new DemandReader(priorities);
        if (Shape.isObject(parser)) {
            for (String field = Shape.nextField(parser); field != null; field = Shape.nextField(parser)) {
                if (field.equals("spec")) {
                    reader.spec(parser);
                } else {
                    parser.skipChildren();
                }
            }
        }
        return reader.demand();
    }

    private void spec(JsonParser parser) throws IOException {
        if (!Shape.isObject(parser)) {
            return;
        }
        for (String field = Shape.nextField(parser); field != null; field = Shape.nextField(parser)) {
            switch (field) {
                case "containers" -> containers.addAll(Shape.list(parser, ContainerReader::read));
                case "initContainers" -> initContainers.addAll(Shape.list(parser, ContainerReader::read));
                case "resources" -> podLevel(parser);
                case "overhead" -> overhead = ResourcesReader.resources(ResourcesReader.amounts(parser));
                case "hostNetwork" -> hostNetwork = Shape.truth(parser);
                case "priority" -> {
                    if (parser.currentToken() != JsonToken.VALUE_NULL) {
                        priority = OptionalInt.of(Shape.integer(parser, 0));
                    }
                }
                case "priorityClassName" -> priorityClassName = Shape.string(parser);
                case "preemptionPolicy" -> preemptionPolicy = Shape.string(parser);
                case "schedulingGates" ->
                    gated = !Shape.list(parser, DemandReader::skipped).isEmpty();
                case "schedulerName" -> schedulerName = Shape.string(parser);
                default -> parser.skipChildren();
            }
        }
    }

    private static boolean skipped(JsonParser parser) throws IOException {
        parser.skipChildren();
        return true;
    }

    private void podLevel(JsonParser parser) throws IOException {
        if (!Shape.isObject(parser)) {
            return;
        }
        for (String field = Shape.nextField(parser); field != null; field = Shape.nextField(parser)) {
            switch (field) {
                case "requests" -> podRequests = ResourcesReader.amounts(parser);
                case "limits" -> podLimits = ResourcesReader.amounts(parser);
                default -> parser.skipChildren();
            }
        }
    }

    private PodDemand demand() {
        List<HostPort> ports = new ArrayList<>();
        containers.forEach(container -> ports.addAll(container.hostPorts(hostNetwork)));
        initContainers.stream()
                .filter(ContainerReader::isSidecar)
                .forEach(container -> ports.addAll(container.hostPorts(hostNetwork)));
        return new PodDemand(
                PodRequests.of(requests(containers), requests(initContainers), podLevel(), overhead),
                ports,
                priority.orElseGet(() -> priorities.priority(priorityClassName)),
                preemptionPolicy.isEmpty()
                        ? priorities.preempts(priorityClassName)
                        : !preemptionPolicy.equals(PriorityClasses.NEVER),
                gated,
                schedulerName);
    }

    private static List<ContainerRequests> requests(List<ContainerReader> containers) {
        return containers.stream().map(ContainerReader::requests).toList();
    }

    private PodLevel podLevel() {
        Map<String, Long> asked = new LinkedHashMap<>(podRequests);
        podLimits.forEach((name, amount) -> {
            if (containers.stream().noneMatch(container -> container.asks(name))) {
                asked.putIfAbsent(name, amount);
            }
        });
        Map<String, Long> hugePages = new LinkedHashMap<>(asked);
        hugePages.keySet().removeIf(name -> !name.startsWith(PodLevel.HUGE_PAGES));
        return new PodLevel(amount(asked, ResourcesReader.CPU), amount(asked, ResourcesReader.MEMORY), hugePages);
    }

    private static OptionalLong amount(Map<String, Long> asked, String name) {
        Long amount = asked.get(name);
        return amount == null ? OptionalLong.empty() : OptionalLong.of(amount);
    }
}
