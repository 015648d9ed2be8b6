package io.kosmosadmission.kube;

import java.util.List;

/**
 * The tolerations that pods of a namespace may have. Admission plugin PodTolerationRestriction, where a cluster has it,
 * refuses a pod with any other one, also after webhooks have changed it. What is compared, and how, is that plugin's
 * {@code VerifyAgainstWhitelist} (k8s.io/kubernetes 1.36, pkg/util/tolerations). Its whitelist for all namespaces is in its
 * own configuration file, which nobody but the API server reads.
 *
 * @param restricts whether the namespace has a list that isn't empty
 * @param entries those that a toleration without tolerationSeconds can match
 */
public record TolerationsWhitelist(boolean restricts, List<Toleration> entries) {

    /** The annotation of a namespace whose value is the list, as JSON. */
    public static final String ANNOTATION = "scheduler.alpha.kubernetes.io/tolerationsWhitelist";

    /** Permits every toleration. */
    public static final TolerationsWhitelist NONE = new TolerationsWhitelist(false, List.of());

    /** Stands for a list that can't be read: the plugin then refuses every pod with a toleration. */
    public static final TolerationsWhitelist UNREADABLE = new TolerationsWhitelist(true, List.of());

    public TolerationsWhitelist {
        entries = List.copyOf(entries);
    }

    /** Returns whether a pod may have the toleration, which must be one {@link Toleration#of a taint}. */
    public boolean permits(Toleration toleration) {
        if (!restricts) {
            return true;
        }
        for (Toleration entry : entries) {
            if (entry.tolerates(toleration.taint())) { // of one taint, so this says the same as the plugin's isSuperset
                return true;
            }
        }
        return false;
    }
}
