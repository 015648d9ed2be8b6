package io.kosmosadmission.scheduler;

import io.kosmosadmission.kube.LabelSelector;

/**
 * Which pods an owner counts as its own: a ReplicaSet, StatefulSet or ReplicationController. The scheduler spreads the pods of
 * one owner where they say nothing themselves.
 */
public record OwnerSelector(String kind, String namespace, String name, LabelSelector selector) {}
