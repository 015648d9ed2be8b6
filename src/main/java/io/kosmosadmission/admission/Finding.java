package io.kosmosadmission.admission;

import io.kosmosadmission.kube.ObjectKey;
import java.util.List;

/**
 * Something odd in the cluster as it is.
 *
 * @param subjects the objects that it is about; none where it is about the configuration
 * @param sentence for people
 */
public record Finding(Check check, List<ObjectKey> subjects, String sentence) {

    /** What is looked for; the labels are a metric's, the names an Event's reasons. */
    public enum Check {
        /** A node bears no provider label, and boundaries and spreads don't reach it. */
        NodeWithoutLabel("node-without-label"),
        /** The configuration names a provider that has no node. */
        ProviderWithoutNode("provider-without-node"),
        /** A rule asks for what the providers that are there can't give. */
        RuleUnmet("rule-unmet"),
        /** Pods can't be bound by a label to where their claims are at home, as some node there lacks it. */
        HomeWithoutLabel("home-without-label"),
        /** A workload or pod that can never run, because a volume of its is elsewhere. */
        StorageConflict("storage-conflict"),
        /** A workload or pod whose own words leave it nowhere to run. */
        NowhereToRun("nowhere-to-run");

        private final String label;

        Check(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    public Finding {
        subjects = List.copyOf(subjects);
    }

    public static Finding ofRules(Check check, String sentence) {
        return new Finding(check, List.of(), sentence);
    }
}
