package io.kosmosadmission.kube;

/** Who owns an object; at most one owner is the controller. */
public record OwnerReference(String apiVersion, String kind, String name, String uid, boolean controller) {

    /** The API group, empty for the core group. */
    public String group() {
        int slash = apiVersion.indexOf('/');
        return slash < 0 ? "" : apiVersion.substring(0, slash);
    }
}
