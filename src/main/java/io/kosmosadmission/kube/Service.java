package io.kosmosadmission.kube;

import java.util.Map;

/**
 * A Service.
 *
 * @param loadBalancer whether its type is LoadBalancer
 * @param loadBalancerClass empty where it names none
 * @param local whether its externalTrafficPolicy is Local, so that a node answers only for pods of its own
 * @param selector the labels of its pods; empty where it selects none
 * @param addressed whether its load balancer has an address, so that some controller serves it
 */
public record Service(
        ObjectMeta metadata,
        boolean loadBalancer,
        String loadBalancerClass,
        boolean local,
        Map<String, String> selector,
        boolean addressed)
        implements ReviewedObject {

    public Service {
        selector = OrderedStrings.copyOf(selector);
    }

    @Override
    public boolean isStored() {
        return loadBalancer;
    }

    /** Returns whether the other one, too, is a load balancer with the same annotations and class. */
    public boolean saysTheSame(Service other) {
        return loadBalancer == other.loadBalancer
                && loadBalancerClass.equals(other.loadBalancerClass)
                && metadata.annotations().equals(other.metadata.annotations());
    }

    /** Returns whether a pod of the Service's namespace with these labels is one of its pods. */
    public boolean selects(Map<String, String> labels) {
        return !selector.isEmpty() && labels.entrySet().containsAll(selector.entrySet());
    }

    public Service withMetadata(ObjectMeta other) {
        return new Service(other, loadBalancer, loadBalancerClass, local, selector, addressed);
    }

    public Service inNamespace(String namespace) {
        return metadata.namespace().equals(namespace) ? this : withMetadata(metadata.withNamespace(namespace));
    }
}
