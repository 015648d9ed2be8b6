package io.kosmosadmission.reading;

import java.util.Optional;

/**
 * One object as the API server sent it: what names it, and what decisions read of it. The latter is absent where it isn't
 * of the shape that its kind must have; then unreadable says why, else it is empty. namespace is empty for kinds that
 * live in none.
 */
public record WatchedObject<T>(
        String namespace, String name, String resourceVersion, Optional<T> object, String unreadable) {}
