package io.kosmosadmission.storage;

import io.kosmosadmission.kube.ObjectKey;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * What a claim's volume is to be made from or by, beside its class: the claim or snapshot that it copies, or its volume
 * attributes class. The volume must be at home where that is.
 *
 * @param subject for people: {@code claim "data"}
 * @param made how, for people: {@code copied from}
 */
record Source(String subject, String made, Home home, Set<ObjectKey> evidence) {

    Source {
        evidence = Collections.unmodifiableSet(new LinkedHashSet<>(evidence));
    }
}
