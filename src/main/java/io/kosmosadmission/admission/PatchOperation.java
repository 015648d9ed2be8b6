package io.kosmosadmission.admission;

/**
 * An {@code add} operation of RFC 6902 on the object as it was sent. The path is a JSON pointer; the value is one of: a
 * {@code Map<String, ?>}, a {@code List<?>}, a String, an Integer.
 */
public record PatchOperation(String path, Object value) {}
