package io.kosmosadmission.kube;

/** An owner of an object; at most one of its owners is the controller. */
public record OwnerReference(String apiVersion, String kind, String name, String uid, boolean controller) {

    /** Returns the API group; empty for the core group. */
    public String group() {
        int slash = apiVersion.indexOf('/');
        return slash < 0 ? "" : apiVersion.substring(0, slash);
    }
}
