package io.kosmosadmission.storage;

import io.kosmosadmission.kube.ObjectKey;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * What a claim's volume is to be made with besides its class: the claim or snapshot that it copies, or its volume
 * attributes class. The volume must be at home where its source is.
 *
 * @param subject the source for people: {@code claim "data"}
 * @param made how the volume comes from it, for people: {@code copied from}
 * @param home the home of the source
 * @param evidence the objects that this home rests on
 */
record Source(String subject, String made, Home home, Set<ObjectKey> evidence) {

    Source {
        evidence = Collections.unmodifiableSet(new LinkedHashSet<>(evidence));
    }
}
