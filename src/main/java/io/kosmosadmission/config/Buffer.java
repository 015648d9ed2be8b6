package io.kosmosadmission.config;

/** The elastic pool that is used last: its provider, and its name among that provider's pools. */
public record Buffer(String provider, String pool) {

    @Override
    public String toString() {
        return provider + "/" + pool;
    }
}
