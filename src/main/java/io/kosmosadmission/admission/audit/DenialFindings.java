package io.kosmosadmission.admission.audit;

import io.kosmosadmission.admission.ClusterState;
import io.kosmosadmission.admission.Finding;
import io.kosmosadmission.admission.judging.ClaimJudge;
import io.kosmosadmission.admission.judging.Objection;
import io.kosmosadmission.admission.judging.Verdict;
import io.kosmosadmission.admission.judging.WorkloadJudge;
import io.kosmosadmission.admission.scope.Scope;
import io.kosmosadmission.admission.scope.Scopes;
import io.kosmosadmission.config.Mode;
import io.kosmosadmission.kube.ObjectKey;
import io.kosmosadmission.kube.PersistentVolumeClaim;
import io.kosmosadmission.kube.PodView;
import io.kosmosadmission.kube.Workload;
import io.kosmosadmission.kube.WorkloadKind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Finds workloads, pods and claims that would be refused, were they created now. What another finding says of the same
 * object, with the same code, is left out, and so is a claim of which its consumer's conflict tells.
 */
public final class DenialFindings {

    private record Said(ObjectKey subject, String code) {}

    private final ClusterState state;
    private final Scopes scopes;
    private final Set<Said> said = new HashSet<>();
    private final List<Finding> found = new ArrayList<>();

    public DenialFindings(ClusterState state, Scopes scopes, List<Finding> others) {
        this.state = state;
        this.scopes = scopes;
        others.stream()
                .filter(other -> !other.code().isEmpty())
                .forEach(other -> other.subjects().forEach(subject -> said.add(new Said(subject, other.code()))));
    }

    public List<Finding> of(PodForms forms) {
        state.inventory().workloads().forEach(workload -> look(workload.asReviewed()));
        forms.all().forEach(form -> look(form.pod(), form.all().first()));
        Set<ObjectKey> conflicting = said.stream().map(Said::subject).collect(Collectors.toSet());
        for (PersistentVolumeClaim claim : state.inventory().claims()) {
            ObjectKey key = ObjectKey.claim(
                    claim.metadata().namespace(), claim.metadata().name());
            if (!conflicting.contains(key)) {
                scopes.judged(key.namespace())
                        .ifPresent(scope -> tell(key, state.claimJudge().judge(claim, scope), scope));
            }
        }
        return found;
    }

    private void look(Workload workload) {
        if (!ClaimJudge.canStillRun(workload)
                || !WorkloadJudge.isJudged(workload)
                || workload.metadata().deleting()) {
            return;
        }
        String namespace = workload.metadata().namespace();
        scopes.judged(namespace)
                .ifPresent(scope -> tell(
                        ObjectKey.workload(
                                workload.kind(), namespace, workload.metadata().name()),
                        state.workloadJudge()
                                .judge(workload, scope)
                                .and(state.guardJudge().judge(workload, Optional.empty(), scope)),
                        scope));
    }

    /** Judges pods that no template tells of. */
    private void look(PodView pod, String name) {
        if (pod.metadata().controller().flatMap(WorkloadKind::of).isPresent()) {
            return;
        }
        scopes.judged(pod.namespace()).ifPresent(scope -> {
            PodView placed = state.placer()
                    .place(pod, scope.parts(pod, scope.rule(pod).found()))
                    .result();
            tell(
                    ObjectKey.pod(pod.namespace(), name),
                    state.podJudge()
                            .judgeCreated(placed, scope)
                            .and(state.guardJudge().judge(placed, Optional.empty(), scope)),
                    scope);
        });
    }

    private static String wayOut(Mode mode) {
        return mode == Mode.Enforce
                ? ""
                : "change it as the message says, before its mode is Enforce (now " + mode
                        + "): until then it is let through";
    }

    private void tell(ObjectKey subject, Verdict verdict, Scope scope) {
        for (Objection objection : verdict.objections()) {
            if (objection.mode() != Mode.Disabled && said.add(new Said(subject, objection.code()))) {
                found.add(new Finding(
                                Finding.Check.Denied,
                                List.of(subject),
                                objection.code(),
                                objection.message(scope.contact()),
                                wayOut(objection.mode()))
                        .refusedIn(objection.mode()));
            }
        }
    }
}
