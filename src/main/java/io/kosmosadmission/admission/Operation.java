package io.kosmosadmission.admission;

/** The operation on the object, named as in the API. */
public enum Operation {
    CREATE,
    UPDATE,
    DELETE,
    CONNECT
}
