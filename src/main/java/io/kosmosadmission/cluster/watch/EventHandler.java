package io.kosmosadmission.cluster.watch;

/** Handles the events of one kind, in the order in which its informer sees them. */
interface EventHandler<T> {

    /** Handles an object that is new or changed. */
    void put(String namespace, String name, T object);

    /** Handles an object that is gone, or can't be read. */
    void remove(String namespace, String name);
}
