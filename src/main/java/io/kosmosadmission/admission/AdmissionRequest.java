package io.kosmosadmission.admission;

import io.kosmosadmission.kube.ReviewedObject;
import java.util.Optional;

/**
 * What a review asks, without what no decision reads. subresource is empty for the object itself; the objects are empty
 * where the request has none or its kind is not one that we judge; rules are
 * there only where the object is our own ConfigMap.
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
        Optional<ProposedRules> rules) {}
