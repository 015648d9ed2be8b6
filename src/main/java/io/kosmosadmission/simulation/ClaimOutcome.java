package io.kosmosadmission.simulation;

import java.util.Set;

/**
 * A claim whose volume can be attached nowhere any more.
 *
 * @param bytes its size; negative where it isn't known
 * @param consumer who uses it, for people; empty where nobody does
 * @param home the providers where it can be attached
 */
public record ClaimOutcome(String namespace, String name, long bytes, String consumer, Set<String> home) {

    private static final long KIBI = 1024;
    private static final String UNITS = "KMGTPE";

    /** Returns the size for people: {@code 20Gi}; empty where it isn't known. */
    public String size() {
        return size(bytes);
    }

    static String size(long bytes) {
        if (bytes < 0) {
            return "";
        }
        long number = bytes;
        int unit = -1;
        while (number >= KIBI && number % KIBI == 0 && unit + 1 < UNITS.length()) {
            number /= KIBI;
            unit++;
        }
        return unit < 0 ? String.valueOf(number) : number + UNITS.substring(unit, unit + 1) + "i";
    }
}
