package io.kosmosadmission.kube;

/** An object that an inventory can hold: what names it within its {@link Kind}. */
public interface KubernetesObject {

    String name();

    /** Empty for objects of the whole cluster. */
    default String namespace() {
        return "";
    }

    /** Returns whether an inventory stores the object; one that no decision reads is left out. */
    default boolean isStored() {
        return true;
    }
}
