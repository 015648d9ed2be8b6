package io.kosmosadmission.target;

import io.kosmosadmission.kube.Requirement;

/**
 * A requirement of a pod that keeps it off providers. where is the field that holds it, or the boundary that added it.
 */
public record Word(String where, Requirement requirement) {

    public static final String NODE_NAME = "nodeName";
    public static final String NODE_SELECTOR = "nodeSelector";
    public static final String NODE_AFFINITY = "node affinity";

    private static final String BOUNDARY = "boundary ";

    /**
     * Returns the word for a requirement that a boundary added. The user never wrote it, but knows the boundary by its
     * name.
     */
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
