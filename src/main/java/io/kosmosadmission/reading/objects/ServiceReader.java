package io.kosmosadmission.reading.objects;

import com.fasterxml.jackson.core.JsonParser;
import io.kosmosadmission.kube.ObjectMeta;
import io.kosmosadmission.kube.Service;
import java.io.IOException;
import java.util.Map;

/** Reads a Service: what says which load balancer it gets and which pods it is for, and whether it has one. */
public final class ServiceReader {

    private static final String LOAD_BALANCER = "LoadBalancer";
    private static final String LOCAL = "Local";

    private ObjectMeta metadata = MetadataReader.none();
    private String type = "";
    private String loadBalancerClass = "";
    private String externalTrafficPolicy = "";
    private Map<String, String> selector = Map.of();
    private boolean addressed;

    private ServiceReader() {}

    public static Service read(JsonParser parser) throws IOException {
        ServiceReader reader = new ServiceReader();
        if (Shape.isObject(parser)) {
            for (String field = Shape.nextField(parser); field != null; field = Shape.nextField(parser)) {
                switch (field) {
                    case "metadata" -> reader.metadata = MetadataReader.read(parser);
                    case "spec" -> reader.spec(parser);
                    case "status" -> reader.status(parser);
                    default -> parser.skipChildren();
                }
            }
        }
        return new Service(
                reader.metadata,
                reader.type.equals(LOAD_BALANCER),
                reader.loadBalancerClass,
                reader.externalTrafficPolicy.equals(LOCAL),
                reader.selector,
                reader.addressed);
    }

    private void status(JsonParser parser) throws IOException {
        if (!Shape.isObject(parser)) {
            return;
        }
        for (String field = Shape.nextField(parser); field != null; field = Shape.nextField(parser)) {
            if (field.equals("loadBalancer") && Shape.isObject(parser)) {
                loadBalancer(parser);
            } else {
                parser.skipChildren();
            }
        }
    }

    private void loadBalancer(JsonParser parser) throws IOException {
        for (String field = Shape.nextField(parser); field != null; field = Shape.nextField(parser)) {
            if (field.equals("ingress")) {
                addressed = !Shape.list(parser, ServiceReader::skipped).isEmpty();
            } else {
                parser.skipChildren();
            }
        }
    }

    private static boolean skipped(JsonParser parser) throws IOException {
        parser.skipChildren();
        return true;
    }

    private void spec(JsonParser parser) throws IOException {
        if (!Shape.isObject(parser)) {
            return;
        }
        for (String field = Shape.nextField(parser); field != null; field = Shape.nextField(parser)) {
            switch (field) {
                case "type" -> type = Shape.string(parser);
                case "loadBalancerClass" -> loadBalancerClass = Shape.string(parser);
                case "externalTrafficPolicy" -> externalTrafficPolicy = Shape.string(parser);
                case "selector" -> selector = Shape.strings(parser);
                default -> parser.skipChildren();
            }
        }
    }
}
