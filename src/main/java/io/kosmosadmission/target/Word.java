package io.kosmosadmission.target;

import io.kosmosadmission.kube.Requirement;

/** Something that a pod says and that keeps it off providers: where it is said, and what. */
public record Word(String where, Requirement requirement) {

    public static final String NODE_NAME = "nodeName";
    public static final String NODE_SELECTOR = "nodeSelector";
    public static final String NODE_AFFINITY = "node affinity";

    @Override
    public String toString() {
        return where.equals(NODE_NAME) ? where + " " + requirement.values().get(0) : where + " " + requirement;
    }
}
