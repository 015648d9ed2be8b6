package io.kosmosadmission.console;

import java.util.List;

/**
 * An object of the cluster.
 *
 * @param node where the pod runs; empty for what is no pod, and for a pod without a node
 * @param provider of that node; empty where it isn't known
 * @param placedBy the rule that placed the pod, by its annotation; empty where there is none
 * @param placed what was done to the pod, by its annotation; empty where there is none
 * @param ownerKind of its controller; empty where there is none
 * @param users the pods and workloads that use the claim, for people
 * @param reviewed what would be said of it if it were created now
 * @param otherRules what each of the other rules would do; empty where that can't be told of it
 */
public record ExistingObject(
        String kind,
        String namespace,
        String name,
        String node,
        String provider,
        String placedBy,
        String placed,
        String ownerKind,
        String ownerName,
        List<String> users,
        Reviewed reviewed,
        List<OtherRule> otherRules) {

    /** What would be said if that rule were the one for it. */
    public record OtherRule(String name, Reviewed reviewed) {}

    public ExistingObject {
        users = List.copyOf(users);
        otherRules = List.copyOf(otherRules);
    }
}
