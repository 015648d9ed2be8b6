package io.kosmosadmission.admission;

import io.kosmosadmission.admission.findings.ConflictFindings;
import io.kosmosadmission.admission.findings.HomeFindings;
import io.kosmosadmission.admission.findings.LoadBalancerFindings;
import io.kosmosadmission.admission.findings.LossFindings;
import io.kosmosadmission.admission.findings.NodeFindings;
import io.kosmosadmission.admission.findings.PluginFindings;
import io.kosmosadmission.admission.findings.ReserveFindings;
import io.kosmosadmission.admission.findings.RuleFindings;
import io.kosmosadmission.admission.findings.SelectedNodeFindings;
import io.kosmosadmission.config.Configuration;
import io.kosmosadmission.config.Mode;
import io.kosmosadmission.inventory.Inventory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Warnings about the cluster and the configuration as they are now. They are never a reason to refuse either. */
public record Findings(List<Finding> all) {

    public static final Findings NONE = new Findings(List.of());

    public Findings {
        all = List.copyOf(all);
    }

    /** Returns the findings about nodes, storage classes and the configuration. */
    public static Findings of(Configuration configuration, Inventory inventory) {
        return of(configuration, inventory, Mode.Enforce);
    }

    /** maxMode is the emergency brake: where nodes are given no label, those without one are found. */
    public static Findings of(Configuration configuration, Inventory inventory, Mode maxMode) {
        NodeLabelling labelling = NodeLabelling.of(configuration, maxMode);
        List<Finding> found =
                new ArrayList<>(NodeFindings.withoutLabel(labelling, configuration, inventory.providers()));
        found.addAll(NodeFindings.labelDiffers(labelling, configuration, inventory.providers()));
        found.addAll(LossFindings.of(configuration, inventory.providers()));
        found.addAll(RuleFindings.of(configuration, inventory.providers()));
        found.addAll(ReserveFindings.of(configuration, inventory.providers()));
        if (configuration.storage().followClaims()) {
            found.addAll(HomeFindings.withoutLabel(inventory));
        }
        if (configuration.storage().mode() != Mode.Disabled) {
            found.addAll(HomeFindings.withoutDriver(inventory));
        }
        return new Findings(found);
    }

    /**
     * Returns the findings about workloads, pods, claims and Services. It judges each of them, which takes a while in a
     * large cluster.
     */
    public static Findings ofConsumers(ClusterState state) {
        return new Findings(ConflictFindings.of(state))
                .and(new Findings(SelectedNodeFindings.of(state)))
                .and(new Findings(PluginFindings.of(state)))
                .and(new Findings(LoadBalancerFindings.of(state)));
    }

    /** Returns whether any finding is a fault, and not only worth to know. */
    public boolean anyFault() {
        return all.stream().anyMatch(finding -> finding.check().isFault());
    }

    public Findings and(Findings others) {
        List<Finding> both = new ArrayList<>(all);
        both.addAll(others.all);
        return new Findings(both);
    }

    /**
     * Returns the number of findings by the label of their check, zeros included, so that a metric falls when all is
     * well.
     */
    public Map<String, Integer> counts() {
        Map<String, Integer> counts = new TreeMap<>();
        for (Finding.Check check : Finding.Check.values()) {
            if (!check.isOfAudit()) {
                counts.put(check.label(), 0);
            }
        }
        all.forEach(finding -> counts.merge(finding.check().label(), 1, Integer::sum));
        return Collections.unmodifiableMap(counts);
    }

    /** Returns the messages by check: at most so many of each, and one more that says how many are left out. */
    public Map<Finding.Check, List<String>> firstMessages(int most) {
        Map<Finding.Check, List<String>> messages = new EnumMap<>(Finding.Check.class);
        all.forEach(finding -> messages.computeIfAbsent(finding.check(), unseen -> new ArrayList<>())
                .add(finding.message()));
        messages.replaceAll((check, list) -> {
            List<String> first = new ArrayList<>(list.subList(0, Math.min(most, list.size())));
            if (list.size() > most) {
                first.add("and " + (list.size() - most) + " more of " + check.label());
            }
            return first;
        });
        return messages;
    }
}
