package io.kosmosadmission.cluster.watch;

/** Takes what an informer sees of one kind; each call counts after those before it. */
interface EventHandler<T> {

    void put(String namespace, String name, T object);

    void remove(String namespace, String name);
}
