package io.kosmosadmission.houserules.sample.placement;

/** Guilty: a pure room asks for the time. */
public final class ReadsClock {
    private ReadsClock() {}

    public static long now() {
        return System.currentTimeMillis();
    }
}
