package io.kosmosadmission.target;

import io.kosmosadmission.kube.Requirement;

/** Something that a pod says and that keeps it off providers: where it is said, and what. */
public record Word(String where, Requirement requirement) {

    public static final String NODE_NAME = "nodeName";
    public static final String NODE_SELECTOR = "nodeSelector";
    public static final String NODE_AFFINITY = "node affinity";

    private static final String BOUNDARY = "boundary ";

    /** What a boundary added: its user never wrote it, and knows it by the boundary's name. */
    public static Word ofBoundary(String name, Requirement requirement) {
        return new Word(BOUNDARY + "\"" + name + "\"", requirement);
    }

    public boolean isOfBoundary() {
        return where.startsWith(BOUNDARY);
    }

    @Override
    public String toString() {
        if (isOfBoundary()) {
            return where;
        }
        return where + " " + (where.equals(NODE_NAME) ? requirement.values().get(0) : requirement);
    }
}
