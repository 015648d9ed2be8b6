package io.kosmosadmission.reading.objects;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.kosmosadmission.kube.ObjectMeta;
import io.kosmosadmission.kube.PodView;
import io.kosmosadmission.kube.Presence;
import io.kosmosadmission.kube.Toleration;
import io.kosmosadmission.kube.TopologySpreadConstraint;
import io.kosmosadmission.kube.Volume;
import io.kosmosadmission.reading.UnreadableException;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads a pod, or a pod template, in one pass, and records which of its fields are present, which a patch must know.
 */
public final class PodReader {

    private final boolean readResources;
    private final Optional<PluginReader> plugins;
    private ObjectMeta metadata = MetadataReader.none();
    private boolean hasMetadata;
    private boolean hasSpec;
    private boolean hasAnnotations;
    private boolean broughtPlacement;
    private String nodeName = "";
    private Map<String, String> nodeSelector = Map.of();
    private final AffinityReader affinity = new AffinityReader();
    private List<Toleration> tolerations = List.of();
    private int tolerationCount = Presence.ABSENT;
    private List<TopologySpreadConstraint> constraints = List.of();
    private int constraintCount = Presence.ABSENT;
    private List<Volume> volumes = List.of();
    private final Set<String> resources = new HashSet<>();
    private String phase = "";

    private PodReader(boolean readResources, Optional<PluginReader> plugins) {
        this.readResources = readResources;
        this.plugins = plugins;
    }

    /** Reads one pod. readResources: whether any match asks for the names under requests and limits. */
    public static PodView read(JsonParser parser, boolean readResources) throws IOException {
        return read(parser, readResources, Optional.empty());
    }

    /** Reads a pod under review, which must have what a patch adds to. */
    public static PodView reviewed(JsonParser parser, boolean readResources) throws IOException {
        PodReader reader = new PodReader(readResources, Optional.empty());
        reader.pod(parser);
        if (!reader.hasMetadata || !reader.hasSpec) {
            String missing = reader.hasMetadata ? "/spec" : "/metadata";
            throw new UnreadableException(
                    parser.getParsingContext().pathAsPointer() + missing + ": a Pod must have this");
        }
        return reader.view();
    }

    /** Reads the pod template of a workload. plugins is told what the containers and volumes say of CSI drivers. */
    static PodView read(JsonParser parser, boolean readResources, Optional<PluginReader> plugins) throws IOException {
        PodReader reader = new PodReader(readResources, plugins);
        reader.pod(parser);
        return reader.view();
    }

    private void pod(JsonParser parser) throws IOException {
        if (!Shape.isObject(parser)) {
            return;
        }
        for (String field = Shape.nextField(parser); field != null; field = Shape.nextField(parser)) {
            switch (field) {
                case "metadata" -> metadata(parser);
                case "spec" -> spec(parser);
                case "status" -> phase = VolumeReader.string(parser, "phase").orElse("");
                default -> parser.skipChildren();
            }
        }
    }

    private PodView view() {
        Presence presence =
                new Presence(hasAnnotations, broughtPlacement, tolerationCount, constraintCount, affinity.presence());
        return new PodView(
                metadata,
                nodeName,
                nodeSelector,
                affinity.requiredNodeTerms(),
                affinity.affinity(),
                tolerations,
                constraints,
                volumes,
                resources,
                phase,
                presence);
    }

    private void metadata(JsonParser parser) throws IOException {
        hasMetadata = parser.currentToken() == JsonToken.START_OBJECT;
        MetadataReader.Annotated read = MetadataReader.readAnnotated(parser);
        metadata = read.metadata();
        hasAnnotations = read.hasAnnotations();
        broughtPlacement = read.broughtPlacement();
    }

    private void spec(JsonParser parser) throws IOException {
        hasSpec = Shape.isObject(parser);
        if (!hasSpec) {
            return;
        }
        for (String field = Shape.nextField(parser); field != null; field = Shape.nextField(parser)) {
            switch (field) {
                case "nodeName" -> nodeName = Shape.string(parser);
                case "nodeSelector" -> nodeSelector = Shape.strings(parser);
                case "affinity" -> affinity.read(parser);
                case "tolerations" -> {
                    tolerations = Shape.list(parser, PodReader::toleration);
                    tolerationCount = Shape.length(parser, tolerations);
                }
                case "topologySpreadConstraints" -> {
                    constraints = Shape.list(parser, ConstraintReader::read);
                    constraintCount = Shape.length(parser, constraints);
                }
                case "volumes" -> volumes = VolumeReader.volumes(parser, plugins);
                case "containers", "initContainers" -> containers(parser);
                case "resources" -> resources(parser);
                default -> parser.skipChildren();
            }
        }
    }

    private void containers(JsonParser parser) throws IOException {
        if (!readResources && plugins.isEmpty()) {
            parser.skipChildren();
            return;
        }
        Shape.list(parser, this::container);
    }

    private boolean container(JsonParser parser) throws IOException {
        if (Shape.isObject(parser)) {
            for (String field = Shape.nextField(parser); field != null; field = Shape.nextField(parser)) {
                if (field.equals("resources")) {
                    resources(parser);
                } else if (plugins.isPresent()) {
                    plugins.get().field(field, parser);
                } else {
                    parser.skipChildren();
                }
            }
        }
        plugins.ifPresent(PluginReader::containerEnds);
        return true;
    }

    /** Reads the resources of a container, or the pod's own, which its containers share. */
    private void resources(JsonParser parser) throws IOException {
        if (!readResources || !Shape.isObject(parser)) {
            parser.skipChildren();
            return;
        }
        for (String field = Shape.nextField(parser); field != null; field = Shape.nextField(parser)) {
            boolean names = (field.equals("requests") || field.equals("limits")) && Shape.isObject(parser);
            if (!names) {
                parser.skipChildren();
                continue;
            }
            for (String name = Shape.nextField(parser); name != null; name = Shape.nextField(parser)) {
                resources.add(name);
                parser.skipChildren();
            }
        }
    }

    static Toleration toleration(JsonParser parser) throws IOException {
        String key = "";
        String operator = "";
        String value = "";
        String effect = "";
        boolean forAWhile = false;
        if (Shape.isObject(parser)) {
            for (String field = Shape.nextField(parser); field != null; field = Shape.nextField(parser)) {
                switch (field) {
                    case "key" -> key = Shape.string(parser);
                    case "operator" -> operator = Shape.string(parser);
                    case "value" -> value = Shape.string(parser);
                    case "effect" -> effect = Shape.string(parser);
                    case "tolerationSeconds" -> {
                        forAWhile = parser.currentToken() != JsonToken.VALUE_NULL;
                        parser.skipChildren();
                    }
                    default -> parser.skipChildren();
                }
            }
        }
        return new Toleration(key, operator, value, effect, forAWhile);
    }
}
