package io.kosmosadmission.cluster.lost;

import io.kosmosadmission.inventory.LostProviders;

/** Where it is recorded which providers are lost, and from where the state takes it. */
public interface LossRecord {

    /** Returns who is lost by the record, as far as it is known here; NONE before it was read. */
    LostProviders known();

    /**
     * Makes the record say this; does nothing where it does. May leave it as it is, after a failure or where the record
     * is another by now: whoever calls decides again later, by what is known then.
     */
    void write(LostProviders next);
}
