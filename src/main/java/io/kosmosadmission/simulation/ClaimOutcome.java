package io.kosmosadmission.simulation;

import io.kosmosadmission.kube.Quantity;
import java.util.Set;

/**
 * A claim whose volume can be attached nowhere any more.
 *
 * @param bytes its size; negative where it isn't known
 * @param consumer who uses it, for people; empty where nobody does
 * @param home the providers where it can be attached
 */
public record ClaimOutcome(String namespace, String name, long bytes, String consumer, Set<String> home) {

    /** Returns the size for people: {@code 20Gi}; empty where it isn't known. */
    public String size() {
        return size(bytes);
    }

    static String size(long bytes) {
        return bytes < 0 ? "" : Quantity.ofBytes(bytes);
    }
}
