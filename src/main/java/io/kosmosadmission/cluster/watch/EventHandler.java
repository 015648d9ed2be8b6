package io.kosmosadmission.cluster.watch;

/** Where what is seen of one kind goes; each call counts after those before it. */
interface EventHandler<T> {

    void put(String namespace, String name, T object);

    void remove(String namespace, String name);
}
