package io.kosmosadmission.cluster;

import io.kosmosadmission.admission.ReportApi;
import io.kosmosadmission.admission.Reports;
import io.kosmosadmission.cluster.leader.LeaderLease;
import io.kosmosadmission.cluster.rules.ConfigMapRules;
import io.kosmosadmission.cluster.rules.LastGoodRules;
import io.kosmosadmission.kube.Kind;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The rights that the code needs, by the very kinds that it watches and reads. */
public final class NeededRights {
    private NeededRights() {}

    /** Verbs by {@code group/resource}, in all namespaces. */
    public static Map<String, List<String>> everywhere(Collection<Kind<?>> kinds) {
        Map<String, List<String>> rights = new TreeMap<>();
        for (Kind<?> kind : kinds) {
            rights.put(
                    kind.group() + "/" + kind.plural(),
                    kind.isReadByName() ? List.of("get", "list", "watch") : List.of("list", "watch"));
        }
        rights.put("/events", List.of("create", "patch"));
        for (String plural : List.of("mutatingwebhookconfigurations", "validatingwebhookconfigurations")) {
            rights.put("admissionregistration.k8s.io/" + plural + "/zz-kosmos-admission", List.of("get", "patch"));
        }
        return rights;
    }

    /** Verbs by {@code group/resource}, to give nodes their labels. */
    public static Map<String, List<String>> forLabels() {
        return Map.of("/nodes", List.of("patch"));
    }

    /** Verbs by {@code group/resource}, in the namespace of the canary. */
    public static Map<String, List<String>> inCanarysNamespace() {
        return Map.of("/pods", List.of("create"));
    }

    /** Verbs by {@code group/resource}, or {@code group/resource/name}, to keep reports. */
    public static Map<String, List<String>> forReports() {
        Map<String, List<String>> rights = new TreeMap<>();
        for (ReportApi api : ReportApi.values()) {
            for (String namespace : List.of("any", "")) {
                String resource = api.group() + "/" + api.plural(namespace);
                rights.put(resource, List.of("list", "create"));
                rights.put(resource + "/" + Reports.NAME, List.of("patch", "delete"));
            }
        }
        return rights;
    }

    /** Verbs by {@code group/resource}, or {@code group/resource/name}, in our own namespace. */
    public static Map<String, List<String>> inOurNamespace() {
        return Map.of(
                "/configmaps/" + ConfigMapRules.NAME,
                List.of("get", "list", "watch"),
                "/configmaps/" + LastGoodRules.NAME,
                List.of("get", "list", "watch", "update"),
                "coordination.k8s.io/leases/" + LeaderLease.NAME,
                List.of("get", "update"),
                "/secrets/kosmos-admission-tls",
                List.of("get", "patch"));
    }
}
