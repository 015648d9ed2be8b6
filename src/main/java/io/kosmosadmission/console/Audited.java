package io.kosmosadmission.console;

import io.kosmosadmission.admission.Audit;
import io.kosmosadmission.admission.ClusterState;
import io.kosmosadmission.admission.Finding;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A cluster that was read and audited.
 *
 * @param at when that was done
 * @param findings the worst first
 * @param podsByNode how many pods a node has; the empty name stands for those without a node
 * @param claimsByProvider how many claims are at home there; one that several can attach counts in each
 * @param picture the pods of each workload by provider, as SVG
 * @param remarks what could not be read, for people
 */
public record Audited(
        Instant at,
        ClusterState state,
        List<Finding> findings,
        List<Audit.Landed> workloads,
        Map<String, Integer> podsByNode,
        Map<String, Integer> claimsByProvider,
        String picture,
        List<String> remarks) {

    public Audited {
        findings = List.copyOf(findings);
        workloads = List.copyOf(workloads);
        podsByNode = Map.copyOf(podsByNode);
        claimsByProvider = Map.copyOf(claimsByProvider);
        remarks = List.copyOf(remarks);
    }
}
