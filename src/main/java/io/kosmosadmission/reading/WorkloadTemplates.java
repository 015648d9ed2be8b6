package io.kosmosadmission.reading;

import com.fasterxml.jackson.core.JsonParser;
import io.kosmosadmission.kube.Kind;
import io.kosmosadmission.kube.ObjectKey;
import io.kosmosadmission.kube.Workload;
import io.kosmosadmission.kube.WorkloadKind;
import io.kosmosadmission.reading.objects.WorkloadReader;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Collects the workloads whose controllers make pods, with the whole of their templates; skips all other objects. */
public final class WorkloadTemplates {

    /** A CronJob's pods are its Job's; a Deployment's are its ReplicaSet's, which a file of a cluster may lack. */
    private static final Set<WorkloadKind> MAKERS =
            Set.of(WorkloadKind.Deployment, WorkloadKind.ReplicaSet, WorkloadKind.StatefulSet, WorkloadKind.Job);

    private final Map<ObjectKey, Workload> templates = new HashMap<>();

    /** Reads an object, on whose start the parser stands. Throws an UnreadableException where its shape is wrong. */
    public void add(String apiVersion, String kind, JsonParser object) throws IOException {
        String group = apiVersion.substring(0, Math.max(0, apiVersion.indexOf('/')));
        Optional<WorkloadKind> maker = WorkloadKind.of(group, kind).filter(MAKERS::contains);
        if (maker.isEmpty()) {
            object.skipChildren();
            return;
        }
        Workload workload = WorkloadReader.read(object, maker.get(), true);
        if (workload.replicas() > 0) { // a Deployment keeps its former ReplicaSets, with none
            templates.put(
                    Kind.of(maker.get())
                            .key(
                                    workload.metadata().namespace(),
                                    workload.metadata().name()),
                    workload);
        }
    }

    public Map<ObjectKey, Workload> all() {
        return Map.copyOf(templates);
    }
}
