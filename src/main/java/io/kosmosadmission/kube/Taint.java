package io.kosmosadmission.kube;

/** A node's taint, which keeps off pods that don't tolerate it. */
public record Taint(String key, String value, String effect) {

    /** As kubectl writes it: {@code provider=aws:NoSchedule}. */
    @Override
    public String toString() {
        return key + (value.isEmpty() ? "" : "=" + value) + ":" + effect;
    }
}
