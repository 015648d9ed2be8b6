package io.kosmosadmission.reading.objects;

import com.fasterxml.jackson.core.JsonParser;
import io.kosmosadmission.kube.LabelSelector;
import io.kosmosadmission.kube.ObjectMeta;
import io.kosmosadmission.kube.PersistentVolumeClaim;
import io.kosmosadmission.kube.PodRenewal;
import io.kosmosadmission.kube.PodView;
import io.kosmosadmission.kube.Workload;
import io.kosmosadmission.kube.WorkloadKind;
import io.kosmosadmission.reading.UnreadableException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a workload: its pod template, how many pods it wants, and a StatefulSet's volumeClaimTemplates. */
public final class WorkloadReader {

    private final WorkloadKind kind;
    private final boolean readResources;
    private ObjectMeta metadata = MetadataReader.none();
    private int replicas = 1;
    private int completions = Integer.MAX_VALUE;
    private boolean suspended;
    private LabelSelector selector = new LabelSelector(Map.of(), List.of());
    private @Nullable PodView template;
    private List<PersistentVolumeClaim> claimTemplates = List.of();
    private int firstOrdinal;
    private PodRenewal renewal = PodRenewal.Restart;
    /** CSI plugins come as DaemonSets; the containers of other kinds aren't looked into for them. */
    private final Optional<PluginReader> plugins;

    private WorkloadReader(WorkloadKind kind, boolean readResources) {
        this.kind = kind;
        this.readResources = readResources;
        this.plugins = kind == WorkloadKind.DaemonSet ? Optional.of(new PluginReader()) : Optional.empty();
    }

    public static Workload read(JsonParser parser, WorkloadKind kind, boolean readResources) throws IOException {
        WorkloadReader reader = new WorkloadReader(kind, readResources);
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
        if (reader.template == null) {
            throw new UnreadableException(
                    parser.getParsingContext().pathAsPointer() + "/spec: a " + kind + " must have a template");
        }
        return new Workload(
                kind,
                reader.metadata,
                reader.suspended ? 0 : Math.min(reader.replicas, reader.completions),
                reader.selector,
                reader.template,
                reader.claimTemplates,
                reader.firstOrdinal,
                reader.renewal,
                reader.plugins.map(PluginReader::drivers).orElse(Set.of()));
    }

    private void spec(JsonParser parser) throws IOException {
        if (!Shape.isObject(parser)) {
            return;
        }
        for (String field = Shape.nextField(parser); field != null; field = Shape.nextField(parser)) {
            switch (field) {
                case "replicas", "parallelism" -> replicas = Shape.integer(parser, 1);
                case "completions" -> completions = Shape.integer(parser, Integer.MAX_VALUE);
                case "suspend" -> suspended |= Shape.truth(parser); // of a CronJob, or of the Jobs that it makes
                case "selector" -> SelectorReader.labelSelector(parser).ifPresent(read -> selector = read);
                case "template" -> template = PodReader.read(parser, readResources, plugins);
                case "volumeClaimTemplates" -> claimTemplates = Shape.list(parser, ClaimReader::read);
                case "ordinals" -> ordinals(parser);
                case "jobTemplate" -> jobTemplate(parser);
                case "paused" -> renewal = Shape.truth(parser) ? PodRenewal.Resume : renewal;
                case "updateStrategy" -> updateStrategy(parser);
                default -> parser.skipChildren();
            }
        }
    }

    /** Reads a StatefulSet's: a partition keeps the pods of lower numbers as they are. */
    private void updateStrategy(JsonParser parser) throws IOException {
        if (kind != WorkloadKind.StatefulSet) {
            parser.skipChildren();
        } else if (Shape.isObject(parser)) {
            for (String field = Shape.nextField(parser); field != null; field = Shape.nextField(parser)) {
                switch (field) {
                    case "type" -> deletedIf(Shape.string(parser).equals("OnDelete"));
                    case "rollingUpdate" -> deletedIf(hasPartition(parser));
                    default -> parser.skipChildren();
                }
            }
        }
    }

    private void deletedIf(boolean deleted) {
        renewal = deleted ? PodRenewal.Delete : renewal;
    }

    private static boolean hasPartition(JsonParser parser) throws IOException {
        boolean partition = false;
        if (Shape.isObject(parser)) {
            for (String field = Shape.nextField(parser); field != null; field = Shape.nextField(parser)) {
                if (field.equals("partition")) {
                    partition = Shape.integer(parser, 0) > 0;
                } else {
                    parser.skipChildren();
                }
            }
        }
        return partition;
    }

    private void ordinals(JsonParser parser) throws IOException {
        if (Shape.isObject(parser)) {
            for (String field = Shape.nextField(parser); field != null; field = Shape.nextField(parser)) {
                if (field.equals("start")) {
                    firstOrdinal = Shape.integer(parser, 0);
                } else {
                    parser.skipChildren();
                }
            }
        }
    }

    /** Reads the jobTemplate of a CronJob: the spec of its Jobs, as a Job's own. */
    private void jobTemplate(JsonParser parser) throws IOException {
        if (Shape.isObject(parser)) {
            for (String field = Shape.nextField(parser); field != null; field = Shape.nextField(parser)) {
                if (field.equals("spec")) {
                    spec(parser);
                } else {
                    parser.skipChildren();
                }
            }
        }
    }

    private void status(JsonParser parser) throws IOException {
        if (Shape.isObject(parser)) {
            for (String field = Shape.nextField(parser); field != null; field = Shape.nextField(parser)) {
                if (field.equals("conditions") && kind == WorkloadKind.Job) {
                    boolean finished =
                            Shape.list(parser, WorkloadReader::saysFinished).contains(true);
                    renewal = finished ? PodRenewal.Never : renewal;
                } else {
                    parser.skipChildren();
                }
            }
        }
    }

    private static boolean saysFinished(JsonParser parser) throws IOException {
        String type = "";
        String status = "";
        if (Shape.isObject(parser)) {
            for (String field = Shape.nextField(parser); field != null; field = Shape.nextField(parser)) {
                switch (field) {
                    case "type" -> type = Shape.string(parser);
                    case "status" -> status = Shape.string(parser);
                    default -> parser.skipChildren();
                }
            }
        }
        return status.equals("True") && (type.equals("Complete") || type.equals("Failed"));
    }
}
