package io.kosmosadmission.kube;

/** A node's taint, which keeps off pods that don't tolerate it. */
public record Taint(String key, String value, String effect) {

    /** The prefix of the keys of taints that tell a node's condition, and never whose it is. */
    public static final String OF_NODES = "node.kubernetes.io/";

    private static final String PREFER_NO_SCHEDULE = "PreferNoSchedule";

    /** Returns whether it keeps pods off. The other effect is a wish that gives way where nodes are scarce. */
    public boolean keepsOff() {
        return !effect.equals(PREFER_NO_SCHEDULE);
    }

    /** As kubectl writes it: {@code provider=aws:NoSchedule}. */
    @Override
    public String toString() {
        return key + (value.isEmpty() ? "" : "=" + value) + ":" + effect;
    }
}
