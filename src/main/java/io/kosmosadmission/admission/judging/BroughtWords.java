package io.kosmosadmission.admission.judging;

import io.kosmosadmission.admission.Reason;
import io.kosmosadmission.config.Mode;
import io.kosmosadmission.inventory.Providers;
import io.kosmosadmission.kube.NodeSelectorTerm;
import io.kosmosadmission.kube.PodAffinityTerm;
import io.kosmosadmission.kube.PodView;
import io.kosmosadmission.kube.Requirement;
import io.kosmosadmission.placement.AddedForms;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The words that a pod brings from another one, which was placed: {@code kubectl debug --copy-to} copies them, and a backup
 * has them. Its user never wrote them, so nothing is denied for them alone.
 */
final class BroughtWords {

    private final AddedForms forms;

    BroughtWords(Providers providers) {
        this.forms = new AddedForms(providers);
    }

    /** Returns whether the pod may bring any: its creator told of a placement, and no controller's template did. */
    static boolean are(PodView pod) {
        return pod.presence().broughtPlacement() && pod.metadata().controller().isEmpty();
    }

    PodView without(PodView pod) {
        return forms.without(pod);
    }

    /**
     * Returns the verdict on a pod in which what rests on these words alone is excused. A broken boundary never is.
     *
     * @param own the pod without these words, as its boundaries place it now
     * @param ofOwn the verdict on that
     */
    Verdict excused(Verdict verdict, PodView pod, PodView own, Verdict ofOwn) {
        boolean deniedAnyway = ofOwn.objections().stream()
                .anyMatch(objection -> isExcusable(objection) && objection.mode() == Mode.Enforce);
        if (deniedAnyway) {
            return verdict;
        }
        List<Objection> excusable = verdict.objections().stream()
                .filter(objection -> isExcusable(objection) && !ofOwn.holds(objection))
                .toList();
        boolean told = excusable.stream().anyMatch(objection -> objection.mode() != Mode.Audit);
        return verdict.excusing(new Verdict(excusable, List.of())).withWarnings(told ? origin(pod, own) : List.of());
    }

    private static boolean isExcusable(Objection objection) {
        return objection.reason() == Reason.EmptyTarget || objection.reason() == Reason.Storage;
    }

    private List<String> origin(PodView pod, PodView own) {
        Set<Requirement> kept = new HashSet<>(expressions(own));
        String words = expressions(pod).stream()
                .filter(word -> forms.isAdded(word) && !kept.contains(word))
                .map(Requirement::toString)
                .distinct()
                .collect(Collectors.joining(", "));
        return List.of("node affinity " + words + " comes from the pod that this one was copied or restored from, which"
                + " kosmos-admission had placed; create it without that, and it is placed anew");
    }

    private static List<Requirement> expressions(PodView pod) {
        List<Requirement> all = new ArrayList<>();
        pod.requiredNodeAffinity()
                .ifPresent(terms ->
                        terms.stream().map(NodeSelectorTerm::matchExpressions).forEach(all::addAll));
        return all;
    }

    /**
     * Returns what a copy that has lost its labels is told: it is none of the pods that are kept apart, and yet kept apart
     * from them.
     */
    List<String> keptApart(PodView pod) {
        if (!pod.nodeName().isEmpty()) {
            return List.of(); // no scheduler asks
        }
        return pod.affinity().antiPods().required().stream()
                .filter(term -> forms.isAdded(term) && !selects(term, pod))
                .map(term -> "this pod stays Pending while each provider runs a pod with "
                        + term.labelSelector().orElseThrow()
                        + ", since it was copied or restored from one of those that"
                        + " are kept apart; create it without that podAntiAffinity, or copy with kubectl debug"
                        + " --same-node")
                .toList();
    }

    private static boolean selects(PodAffinityTerm term, PodView pod) {
        return term.labelSelector()
                .filter(selector -> selector.matches(pod.metadata().labels()))
                .isPresent();
    }
}
