package io.kosmosadmission.admission;

import io.kosmosadmission.admission.judging.Candidate;
import io.kosmosadmission.inventory.Inventory;
import io.kosmosadmission.kube.PersistentVolumeClaim;
import io.kosmosadmission.kube.PodView;
import io.kosmosadmission.kube.ReviewedObject;
import io.kosmosadmission.kube.Workload;
import io.kosmosadmission.storage.Homes;
import io.kosmosadmission.storage.Steps;
import io.kosmosadmission.storage.VolumeUses;
import io.kosmosadmission.target.Target;
import io.kosmosadmission.target.Targets;
import java.util.ArrayList;
import java.util.List;

/** Explains a verdict on volumes step by step: where a pod can run, and where each of its claims is at home. */
public final class Explanation {

    private final Inventory inventory;
    private final Steps steps;

    public Explanation(ClusterState state) {
        this.inventory = state.inventory();
        this.steps = new Steps(inventory);
    }

    /** Returns a sentence for each step; none for a pod or workload without volumes. */
    public List<String> of(ReviewedObject object) {
        return object.match(this::ofPod, this::ofClaim, this::ofWorkload, service -> List.of());
    }

    private List<String> ofClaim(PersistentVolumeClaim claim) {
        return List.of("claim \"" + claim.metadata().name() + "\": " + steps.of(claim));
    }

    private List<String> ofPod(PodView pod) {
        return of(Candidate.of(pod, inventory));
    }

    private List<String> ofWorkload(Workload workload) {
        return of(Candidate.of(workload, workload.firstOrdinal(), inventory));
    }

    private List<String> of(Candidate candidate) {
        PodView pod = candidate.pod();
        if (pod.volumes().isEmpty()) {
            return List.of();
        }
        List<String> told = new ArrayList<>();
        Target target = new Targets(inventory).of(pod);
        told.add("its words: "
                + (target.words().isEmpty()
                        ? "it may run anywhere"
                        : "it runs on " + target.names() + target.because()));
        new VolumeUses(new Homes(inventory), candidate.claims()).of(pod).forEach(use -> told.add(steps.of(use)));
        return told;
    }
}
