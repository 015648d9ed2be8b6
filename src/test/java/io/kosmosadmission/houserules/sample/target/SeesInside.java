package io.kosmosadmission.houserules.sample.target;

import io.kosmosadmission.houserules.sample.storage.inside.Inside;

/** Guilty: target looks into an inner room of storage. */
public final class SeesInside {
    private SeesInside() {}

    public static Class<?> seen() {
        return Inside.class;
    }
}
