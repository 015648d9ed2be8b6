package io.kosmosadmission.reading.scheduling;

import com.fasterxml.jackson.core.JsonParser;
import io.kosmosadmission.reading.objects.Shape;
import io.kosmosadmission.scheduler.ContainerRequests;
import io.kosmosadmission.scheduler.HostPort;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads what a container needs. */
final class ContainerReader {

    private record Port(String ip, String protocol, int hostPort, int containerPort) {}

    private final Map<String, Long> requests = new LinkedHashMap<>();
    private Map<String, Long> limits = Map.of();
    private List<Port> ports = List.of();
    private boolean sidecar;

    private ContainerReader() {}

    static ContainerReader read(JsonParser parser) throws IOException {
        ContainerReader reader = new ContainerReader();
        if (Shape.isObject(parser)) {
            for (String field = Shape.nextField(parser); field != null; field = Shape.nextField(parser)) {
                switch (field) {
                    case "resources" -> reader.resources(parser);
                    case "ports" -> reader.ports = Shape.list(parser, ContainerReader::port);
                    case "restartPolicy" ->
                        reader.sidecar = Shape.string(parser).equals("Always");
                    default -> parser.skipChildren();
                }
            }
        }
        reader.limits.forEach(reader.requests::putIfAbsent);
        return reader;
    }

    private void resources(JsonParser parser) throws IOException {
        if (!Shape.isObject(parser)) {
            return;
        }
        for (String field = Shape.nextField(parser); field != null; field = Shape.nextField(parser)) {
            switch (field) {
                case "requests" -> requests.putAll(ResourcesReader.amounts(parser));
                case "limits" -> limits = ResourcesReader.amounts(parser);
                default -> parser.skipChildren();
            }
        }
    }

    private static Port port(JsonParser parser) throws IOException {
        String ip = "";
        String protocol = "";
        int hostPort = 0;
        int containerPort = 0;
        if (Shape.isObject(parser)) {
            for (String field = Shape.nextField(parser); field != null; field = Shape.nextField(parser)) {
                switch (field) {
                    case "hostIP" -> ip = Shape.string(parser);
                    case "protocol" -> protocol = Shape.string(parser);
                    case "hostPort" -> hostPort = Shape.integer(parser, 0);
                    case "containerPort" -> containerPort = Shape.integer(parser, 0);
                    default -> parser.skipChildren();
                }
            }
        }
        return new Port(ip, protocol, hostPort, containerPort);
    }

    boolean isSidecar() {
        return sidecar;
    }

    boolean asks(String resource) {
        return requests.containsKey(resource);
    }

    ContainerRequests requests() {
        return new ContainerRequests(
                ResourcesReader.resources(requests), asks(ResourcesReader.CPU), asks(ResourcesReader.MEMORY), sidecar);
    }

    List<HostPort> hostPorts(boolean hostNetwork) {
        List<HostPort> hostPorts = new ArrayList<>();
        for (Port port : ports) {
            int number = port.hostPort() == 0 && hostNetwork ? port.containerPort() : port.hostPort();
            if (number > 0) {
                hostPorts.add(new HostPort(port.ip(), port.protocol(), number));
            }
        }
        return hostPorts;
    }
}
