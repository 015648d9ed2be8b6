package io.kosmosadmission.houserules.sample.storage.inside;

/** Meant for its own room alone. */
public final class Inside {
    private Inside() {}
}
