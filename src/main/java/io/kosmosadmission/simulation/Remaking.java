package io.kosmosadmission.simulation;

import io.kosmosadmission.admission.ClusterState;
import io.kosmosadmission.admission.MadePod;
import io.kosmosadmission.admission.Reviewer;
import io.kosmosadmission.admission.TemplatePods;
import io.kosmosadmission.config.Mode;
import io.kosmosadmission.kube.Kind;
import io.kosmosadmission.kube.ObjectKey;
import io.kosmosadmission.kube.ObjectMeta;
import io.kosmosadmission.kube.OwnerReference;
import io.kosmosadmission.kube.PodView;
import io.kosmosadmission.kube.Presence;
import io.kosmosadmission.kube.Workload;
import io.kosmosadmission.kube.WorkloadKind;
import io.kosmosadmission.scheduler.PodDemand;
import io.kosmosadmission.scheduler.PodSpec;
import io.kosmosadmission.scheduler.SchedulerPod;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Makes pods again that are gone: what they say is their template's, placed as {@code /mutate} places it, and what they
 * ask for is what the gone pod asked for, since other webhooks may have had a part in it.
 */
final class Remaking {

    private final SimulatedCluster cluster;
    private final ClusterState state;
    private final Reviewer reviewer = new Reviewer(Mode.Enforce);
    /** The pods of one owner are alike, but those of a StatefulSet have claims of their own. */
    private final Map<ObjectKey, MadePod> alike = new HashMap<>();

    private final Map<Alike, PodSpec> specs = new HashMap<>();
    private int withoutTemplate;

    /** Pods of one spec share it, so that what is known of one is known of all. */
    private record Alike(MadePod made, PodDemand demand) {}

    /** state is that of the cluster where what goes is drained. */
    Remaking(SimulatedCluster cluster, ClusterState state) {
        this.cluster = cluster;
        this.state = state;
    }

    /** Returns how many pods were made after themselves, since their controller is of a kind that isn't read. */
    int withoutTemplate() {
        return withoutTemplate;
    }

    RemadePod again(WorkloadName workload, SchedulerPod gone) {
        OwnerReference owner = gone.metadata().controller().orElseThrow();
        Optional<ObjectKey> key =
                WorkloadKind.of(owner).map(kind -> Kind.of(kind).key(gone.namespace(), owner.name()));
        Optional<Workload> template =
                key.flatMap(it -> Optional.ofNullable(cluster.templates().get(it)));
        MadePod made;
        if (template.isEmpty()) {
            withoutTemplate++;
            made = reviewer.made(afterItself(gone), state);
        } else if (template.get().kind() == WorkloadKind.StatefulSet) {
            made = reviewer.made(TemplatePods.of(template.get(), ordinal(gone.name())), state);
        } else {
            made = alike.computeIfAbsent(key.get(), unseen -> reviewer.made(TemplatePods.of(template.get(), 0), state));
        }
        PodSpec spec = specs.computeIfAbsent(
                new Alike(made, gone.spec().demand()),
                one -> PodSpec.of(one.made().pod(), one.demand()));
        return new RemadePod(
                workload,
                new SchedulerPod(metadata(gone, made), spec, "", made.pod().volumes()),
                made);
    }

    /** Its labels are those that the pod is made with, and those that only a running pod has are gone. */
    private static ObjectMeta metadata(SchedulerPod gone, MadePod made) {
        return gone.metadata().withLabels(made.pod().metadata().labels());
    }

    private static PodView afterItself(SchedulerPod gone) {
        PodSpec spec = gone.spec();
        ObjectMeta metadata = new ObjectMeta(
                gone.namespace(),
                "",
                gone.metadata().generateName(),
                "",
                gone.metadata().labels(),
                gone.metadata().annotations(),
                gone.metadata().ownerReferences(),
                "",
                false);
        return new PodView(
                metadata,
                "",
                spec.nodeSelector(),
                spec.requiredNodeAffinity(),
                spec.affinity(),
                spec.tolerations(),
                spec.topologySpreadConstraints(),
                gone.volumes(),
                spec.demand().requests().total().names(),
                "",
                Presence.NONE);
    }

    private static int ordinal(String name) {
        String number = name.substring(name.lastIndexOf('-') + 1);
        return number.matches("[0-9]{1,9}") ? Integer.parseInt(number) : 0;
    }
}
