package io.kosmosadmission.simulation;

import java.util.Comparator;

/** A workload, or a pod that none makes. */
public record WorkloadName(String kind, String namespace, String name) implements Comparable<WorkloadName> {

    /** The kind of what no controller makes again. */
    static final String POD = "Pod";

    private static final Comparator<WorkloadName> ORDER = Comparator.comparing(WorkloadName::namespace)
            .thenComparing(WorkloadName::name)
            .thenComparing(WorkloadName::kind);

    @Override
    public int compareTo(WorkloadName other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return namespace + "/" + name + " (" + kind + ")";
    }
}
