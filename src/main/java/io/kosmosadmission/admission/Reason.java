package io.kosmosadmission.admission;

/** Why a review ended as it did: a closed set, used as a metric label and audit annotation. */
public enum Reason {
    NotHandled("not-handled"),
    Exempt("exempt"),
    Disabled("disabled"),
    MirrorPod("mirror-pod"),
    NodeNameSet("node-name-set"),
    DaemonSetPod("daemonset-pod"),
    NothingToAdd("nothing-to-add"),
    Placed("placed"),
    Kept("kept"),
    NodeLabelled("node-labelled"),
    Called("called"),
    Conforms("conforms"),
    Grandfathered("grandfathered"),
    Boundary("boundary"),
    EmptyTarget("empty-target"),
    Storage("storage"),
    Guard("guard"),
    LoadBalancer("load-balancer"),
    Rules("rules");

    private final String label;

    Reason(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }
}
