package io.kosmosadmission.admission;

import io.kosmosadmission.inventory.FreshObjects;
import io.kosmosadmission.kube.ObjectKey;
import java.time.Duration;
import java.util.Set;

/** Reads objects as they are now, past every cache. It blocks, so it is never called on an event loop. */
public interface LiveReader {

    /**
     * Reads each of the objects once. The result has each key, empty where there is no such object.
     *
     * @throws LookupFailedException where one could not be read within the budget; the message says which and why
     */
    FreshObjects read(Set<ObjectKey> keys, Duration budget) throws LookupFailedException;
}
