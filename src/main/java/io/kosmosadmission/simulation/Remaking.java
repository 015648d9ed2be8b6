package io.kosmosadmission.simulation;

import io.kosmosadmission.admission.ClusterState;
import io.kosmosadmission.admission.MadePod;
import io.kosmosadmission.admission.PlacementAnnotations;
import io.kosmosadmission.admission.Reviewer;
import io.kosmosadmission.admission.TemplatePods;
import io.kosmosadmission.config.Mode;
import io.kosmosadmission.kube.Kind;
import io.kosmosadmission.kube.ObjectKey;
import io.kosmosadmission.kube.ObjectMeta;
import io.kosmosadmission.kube.PodView;
import io.kosmosadmission.kube.Presence;
import io.kosmosadmission.kube.Requirement;
import io.kosmosadmission.kube.Workload;
import io.kosmosadmission.kube.WorkloadKind;
import io.kosmosadmission.placement.AddedForms;
import io.kosmosadmission.scheduler.PodDemand;
import io.kosmosadmission.scheduler.PodSpec;
import io.kosmosadmission.scheduler.SchedulerPod;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

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
    private final AddedForms forms;
    /** The state in which the gone pods were placed, as far as is known. */
    private final ClusterState before;

    private int withoutTemplate;
    private int gated;

    /** Pods of one spec share it, so that what is known of one is known of all. */
    private record Alike(MadePod made, PodDemand demand) {}

    /** state is that of the cluster where what goes is drained. */
    Remaking(SimulatedCluster cluster, ClusterState state) {
        this.cluster = cluster;
        this.state = state;
        this.before = new ClusterState(cluster.configuration(), cluster.inventory());
        this.forms = new AddedForms(cluster.inventory().providers());
    }

    /** Returns how many pods were made after themselves, since their controller is of a kind that isn't read. */
    int withoutTemplate() {
        return withoutTemplate;
    }

    /** Returns how many pods were made of templates with schedulingGates, which the pods don't have. */
    int gated() {
        return gated;
    }

    RemadePod again(WorkloadName workload, SchedulerPod gone) {
        Optional<ObjectKey> key = maker(gone);
        Optional<Workload> template =
                key.map(it -> Objects.requireNonNull(cluster.templates().get(it)));
        if (key.filter(cluster.gated()::contains).isPresent()) {
            gated++;
        }
        MadePod made;
        if (template.isEmpty()) {
            withoutTemplate++;
            made = reviewer.made(asAsked(afterItself(gone)), state);
        } else if (template.get().kind() == WorkloadKind.StatefulSet) {
            made = reviewer.made(TemplatePods.of(template.get(), RemadePod.ordinal(gone.name())), state);
        } else {
            made = alike.computeIfAbsent(key.get(), unseen -> reviewer.made(TemplatePods.of(template.get(), 0), state));
        }
        PodSpec spec = specs.computeIfAbsent(
                new Alike(made, gone.spec().demand()),
                one -> PodSpec.of(one.made().pod(), one.demand()));
        return new RemadePod(
                workload,
                new SchedulerPod(
                        metadata(gone, made),
                        spec,
                        made.pod().nodeName(),
                        made.pod().volumes()),
                made,
                template.filter(it -> it.kind() == WorkloadKind.StatefulSet)
                        .flatMap(it -> key)
                        .filter(it -> !cluster.parallel().contains(it)));
    }

    /** Returns the key of the workload whose template the pod is made from; empty where none is known. */
    private Optional<ObjectKey> maker(SchedulerPod gone) {
        Optional<ObjectKey> controller = gone.metadata()
                .controller()
                .flatMap(owner ->
                        WorkloadKind.of(owner).map(kind -> Kind.of(kind).key(gone.namespace(), owner.name())));
        return controller
                .filter(cluster.templates()::containsKey)
                .or(() -> WorkloadName.deploymentOf(gone.metadata())
                        .map(name -> Kind.of(WorkloadKind.Deployment).key(gone.namespace(), name))
                        .filter(cluster.templates()::containsKey));
    }

    /**
     * Its labels are those that the pod is made with, and those that only a running pod has are gone. The hash of a template
     * is that of the pod before.
     */
    private static ObjectMeta metadata(SchedulerPod gone, MadePod made) {
        Map<String, String> labels = new HashMap<>(made.pod().metadata().labels());
        String hash = gone.metadata().labels().get(PodView.TEMPLATE_HASH);
        if (hash != null) {
            labels.replace(PodView.TEMPLATE_HASH, hash);
        }
        return gone.metadata().withLabels(labels);
    }

    /**
     * Returns the pod without the requirements that placement added to it, which the gone pod still has. A requirement that
     * the rules don't add is the pod's own; where they add others than the pod has, they are others than when it was placed,
     * and its form tells.
     */
    private PodView asAsked(PodView pod) {
        if (!pod.metadata().annotations().containsKey(PlacementAnnotations.PLACED)) {
            return pod;
        }
        PodView bare = forms.without(pod);
        List<Requirement> added = requirements(reviewer.made(bare, before).pod());
        added.removeAll(requirements(bare));
        boolean hasAll = requirements(pod).containsAll(added);
        return hasAll ? pod.withoutRequirements(added::contains) : bare;
    }

    private static List<Requirement> requirements(PodView pod) {
        return pod.requiredNodeAffinity().orElse(List.of()).stream()
                .flatMap(term -> term.matchExpressions().stream())
                .collect(Collectors.toCollection(ArrayList::new));
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
}
