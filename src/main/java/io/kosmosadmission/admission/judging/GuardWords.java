package io.kosmosadmission.admission.judging;

import io.kosmosadmission.kube.PodView;
import io.kosmosadmission.kube.Taint;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Says for people which taints a pod tolerates that nothing grants it, by which words, and the way out. */
final class GuardWords {

    private static final int MOST_TAINTS = 3;

    private GuardWords() {}

    /** taints: those that are told, each with its provider. */
    static String of(String subject, PodView pod, Map<Taint, String> taints) {
        Map<Taint, String> tolerated = new LinkedHashMap<>(taints);
        tolerated.keySet().removeIf(taint -> !pod.tolerates(taint));
        boolean byNode = tolerated.isEmpty();
        String named = named(byNode ? taints : tolerated);
        boolean keyless = pod.tolerations().stream()
                .anyMatch(toleration -> toleration.key().isEmpty()
                        && tolerated.keySet().stream().anyMatch(toleration::tolerates));
        String wayOut = byNode
                ? "take nodeName back"
                : keyless ? "give its keyless toleration a key" : "take that toleration back";
        return subject + (byNode ? " names node " + pod.nodeName() + ", which counts as tolerating " : " tolerates ")
                + named
                + ", which nothing grants it; " + wayOut
                + ", or ask for a boundary, rule or guard.allow that grants it";
    }

    /** {@code the taint provider=aws:NoSchedule of aws}. */
    private static String named(Map<Taint, String> taints) {
        List<String> names = new ArrayList<>();
        taints.forEach((taint, provider) -> names.add(taint + " of " + provider));
        int more = names.size() - MOST_TAINTS;
        if (more > 0) {
            names.subList(MOST_TAINTS, names.size()).clear();
            names.add(more + " more");
        }
        int last = names.size() - 1;
        return last == 0
                ? "the taint " + names.get(0)
                : "the taints " + String.join(", ", names.subList(0, last)) + " and " + names.get(last);
    }
}
