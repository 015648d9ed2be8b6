package io.kosmosadmission.admission;

import io.kosmosadmission.admission.findings.WaysOut;
import io.kosmosadmission.config.Mode;
import io.kosmosadmission.kube.ObjectKey;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * A warning about the cluster as it is now, apart from any review.
 *
 * @param subjects the objects that it is about; none where it is about the configuration
 * @param code that of the denial that a review would give; empty where there is none
 * @param message for people
 * @param wayOut what to do about it, for people; empty where {@link #wayOutOrUsual} knows what its check's is
 * @param severity that of its check, or less
 * @param parts what it consists of, to compare it with one under other rules, whose sentence may be another
 * @param steady the message without numbers, names and times that come and go while the fault stays
 */
public record Finding(
        Check check,
        List<ObjectKey> subjects,
        String code,
        String message,
        String wayOut,
        Severity severity,
        Set<String> parts,
        String steady) {

    /** The worst come first; then by namespace, kind and name. */
    public static final Comparator<Finding> WORST_FIRST = Comparator.comparing(Finding::severity)
            .thenComparing(finding -> finding.subject().namespace())
            .thenComparing(finding -> finding.subject().kind().name())
            .thenComparing(finding -> finding.subject().name())
            .thenComparing(Finding::check)
            .thenComparing(Finding::message);

    private static final ObjectKey RULES = ObjectKey.configMap("kosmos-admission", "kosmos-admission-rules");

    /** How bad a finding is. */
    public enum Severity {
        /** A boundary is violated, objects conflict, or something can never run. */
        Fail,
        /** Something will go wrong, or isn't as the configuration says. */
        Warn,
        /** Something worth to know, and no fault. */
        Info
    }

    /** The kinds of findings. The labels are those of a metric, the names are the reasons of Events. */
    public enum Check {
        /** A node has no provider label, so boundaries and spreads don't reach it. */
        NodeWithoutLabel("node-without-label", Severity.Warn),
        /** Nodes can't be given their label, since our account may not patch them. */
        NodeLabelForbidden("node-label-forbidden", Severity.Warn),
        /** A node bears another label than the configured terms would give it. */
        NodeLabelDiffers("node-label-differs", Severity.Warn),
        /** The configuration names a provider that has no node and no declared pool. */
        ProviderWithoutNode("provider-without-node", Severity.Warn),
        /** None of a provider's nodes has been ready for long, so that it is as if Drained. */
        ProviderLost("provider-lost", Severity.Warn),
        /** A rule asks for what the present providers can't give. */
        RuleUnmet("rule-unmet", Severity.Warn),
        /** A label can't bind pods to the home of their claims, since some node of that home lacks it. */
        HomeWithoutLabel("home-without-label", Severity.Warn),
        /** No node of a home has the driver that attaches its volumes. */
        HomeWithoutDriver("home-without-driver", Severity.Warn),
        /** A claim is to be made for a node where it, or its pod, can't be. */
        SelectedNodeElsewhere("selected-node-elsewhere", Severity.Warn),
        /** A workload or pod can never run, because of its volumes. */
        StorageConflict("storage-conflict", Severity.Fail),
        /** A workload or pod can run nowhere by what it says itself. */
        NowhereToRun("nowhere-to-run", Severity.Fail),
        /** A workload has more pods than its providers take, so that some stay Pending. */
        SurplusReplicas("surplus-replicas", Severity.Warn),
        /** A workload or pod asks for nodes that nobody has today. */
        NowhereToday("nowhere-today", Severity.Warn),
        /** A workload or pod tolerates a taint of a provider that nothing grants it. */
        UngrantedToleration("ungranted-toleration", Severity.Warn),
        /** A DaemonSet runs the plugin of a CSI driver on nodes that can't attach the driver's volumes. */
        CsiPluginElsewhere("csi-plugin-elsewhere", Severity.Warn),
        /** A Service is written for another cloud's load balancers, or its load balancer reaches none of its pods. */
        ForeignLoadBalancer("foreign-load-balancer", Severity.Warn),
        /** A webhook's caBundle lacks the authority of the certificate that is served. */
        CertificateNotTrusted("certificate-not-trusted", Severity.Warn),
        /** The API server doesn't call a webhook where it must, so that nothing is placed or judged. */
        NotCalled("not-called", Severity.Warn),
        /** The question whether we are called is refused for another reason, so that nobody knows. */
        CanaryRefused("canary-refused", Severity.Warn),
        /** A webhook's entry is called at another place, or by other authorities, than the one that is tried out. */
        EntriesDiffer("entries-differ", Severity.Warn),
        /** A rule asks for an anti-affinity that the API server would refuse. */
        RequiredAntiAffinityForbidden("required-anti-affinity-forbidden", Severity.Warn),
        /** Pods lack what they would be given now. */
        Unplaced("unplaced", Severity.Warn),
        /** Pods of a workload crowd on a provider more than its rule's maxSkew allows. */
        Skewed("skewed", Severity.Warn),
        /** Pods run outside of a boundary. */
        BoundaryViolated("boundary-violated", Severity.Fail),
        /** An object would be refused now. */
        Denied("denied", Severity.Fail),
        /** No autoscaled pool is declared that could take the pods of another provider, should that be lost. */
        NoElasticPool("no-elastic-pool", Severity.Info);

        private final String label;
        private final Severity severity;

        Check(String label, Severity severity) {
            this.label = label;
            this.severity = severity;
        }

        public String label() {
            return label;
        }

        public Severity severity() {
            return severity;
        }

        /** Returns whether only an audit finds it, which reads all pods; a server holds few of them. */
        public boolean isOfAudit() {
            return this == Unplaced || this == Skewed || this == BoundaryViolated || this == Denied;
        }

        /** Returns whether it is a fault, and not only worth to know. */
        public boolean isFault() {
            return severity != Severity.Info;
        }
    }

    public Finding {
        subjects = List.copyOf(subjects);
        parts = Set.copyOf(parts);
    }

    /** Creates one of the usual severity of its check. */
    public Finding(Check check, List<ObjectKey> subjects, String code, String message, String wayOut) {
        this(
                check,
                subjects,
                code,
                message,
                wayOut,
                check.severity(),
                code.isEmpty() ? Set.of(message) : Set.of(),
                message);
    }

    public Finding(Check check, List<ObjectKey> subjects, String message) {
        this(check, subjects, "", message, "");
    }

    public static Finding ofRules(Check check, String message) {
        return new Finding(check, List.of(), message);
    }

    /** Returns this finding of something that is refused in this mode; where it is only told, the severity is warn. */
    public Finding refusedIn(Mode mode) {
        return mode == Mode.Enforce || severity != Severity.Fail
                ? this
                : new Finding(check, subjects, code, message, wayOut, Severity.Warn, parts, steady);
    }

    public Finding withParts(Set<String> other) {
        return new Finding(check, subjects, code, message, wayOut, severity, other, steady);
    }

    public Finding withSteady(String other) {
        return new Finding(check, subjects, code, message, wayOut, severity, parts, other);
    }

    /** Returns whether it says all that another one says, and that it is as bad. */
    public boolean covers(Finding other) {
        return check == other.check
                && code.equals(other.code)
                && subjects.equals(other.subjects)
                && severity.compareTo(other.severity) <= 0
                && parts.containsAll(other.parts);
    }

    /** Returns the object that it is about first; where it is about the configuration, the ConfigMap of the rules. */
    public ObjectKey subject() {
        return subjects.isEmpty() ? RULES : subjects.get(0);
    }

    /** Returns what to do about it: its own way out, else that of its check. */
    public String wayOutOrUsual() {
        return wayOut.isEmpty() ? WaysOut.of(this) : wayOut;
    }
}
