package io.kosmosadmission.config;

/** The elastic pool that is used last: its provider, and its name among the pools of that. */
public record Buffer(String provider, String pool) {

    @Override
    public String toString() {
        return provider + "/" + pool;
    }
}
