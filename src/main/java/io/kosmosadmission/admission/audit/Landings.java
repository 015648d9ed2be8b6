package io.kosmosadmission.admission.audit;

import io.kosmosadmission.admission.Audit;
import io.kosmosadmission.admission.ClusterState;
import io.kosmosadmission.admission.scope.Scopes;
import io.kosmosadmission.kube.ObjectKey;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Counts the pods of each workload by the provider of their node; pods alone, and those without a node, are left out.
 */
public final class Landings {

    private Landings() {}

    /** skewed are the workloads whose pods crowd on a provider. */
    public static List<Audit.Landed> of(
            PodForms forms, ClusterState state, Predicate<String> namespaces, Set<ObjectKey> skewed) {
        Scopes scopes = new Scopes(state.configuration(), state.inventory());
        Map<PodOwner, Map<String, Integer>> counts = new LinkedHashMap<>();
        for (PodForm form : forms.all()) {
            PodOwner owner = PodOwner.of(form.pod(), state.inventory());
            if (!owner.isPod()
                    && namespaces.test(owner.namespace())
                    && scopes.judged(owner.namespace()).isPresent()) {
                form.byNode().forEach((node, pods) -> {
                    if (!node.isEmpty()) {
                        counts.computeIfAbsent(owner, unseen -> new TreeMap<>())
                                .merge(
                                        state.inventory()
                                                .providers()
                                                .ofNode(node)
                                                .orElse(""),
                                        pods.count(),
                                        Integer::sum);
                    }
                });
            }
        }
        List<Audit.Landed> landed = new ArrayList<>();
        counts.forEach((owner, byProvider) -> landed.add(new Audit.Landed(
                owner.namespace(), owner.kind(), owner.name(), byProvider, skewed.contains(owner.key("")))));
        return landed;
    }

    /** Returns how many pods each node has; the empty name stands for those without a node. */
    public static Map<String, Integer> byNode(PodForms forms) {
        Map<String, Integer> counts = new TreeMap<>();
        forms.all()
                .forEach(form -> form.byNode().forEach((node, pods) -> counts.merge(node, pods.count(), Integer::sum)));
        return counts;
    }
}
