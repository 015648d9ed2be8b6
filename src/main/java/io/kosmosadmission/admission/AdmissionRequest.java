package io.kosmosadmission.admission;

import io.kosmosadmission.kube.Node;
import io.kosmosadmission.kube.ReviewedObject;
import java.util.Optional;

/**
 * The request of a review, without what no decision reads.
 *
 * @param subresource empty for the object itself
 * @param object empty where the request has none, or one of a kind that isn't judged
 * @param oldObject the object before an UPDATE or DELETE; empty for the same reasons
 * @param rules present only where the object is our own ConfigMap
 * @param node present only where the object is a Node, which nothing but its label's review reads
 */
public record AdmissionRequest(
        String uid,
        String group,
        String kind,
        String subresource,
        String namespace,
        String name,
        Operation operation,
        boolean dryRun,
        Optional<ReviewedObject> object,
        Optional<ReviewedObject> oldObject,
        Optional<ProposedRules> rules,
        Optional<Node> node) {}
