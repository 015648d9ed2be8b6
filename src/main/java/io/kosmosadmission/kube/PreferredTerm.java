package io.kosmosadmission.kube;

/** A preferred node affinity term, the API's PreferredSchedulingTerm. weight is 1 to 100. */
public record PreferredTerm(int weight, NodeSelectorTerm preference) {}
