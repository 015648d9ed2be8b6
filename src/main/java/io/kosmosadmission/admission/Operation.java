package io.kosmosadmission.admission;

/** What the user does to the object, in the API's own words. */
public enum Operation {
    CREATE,
    UPDATE,
    DELETE,
    CONNECT
}
