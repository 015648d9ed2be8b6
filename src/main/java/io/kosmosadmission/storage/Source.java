package io.kosmosadmission.storage;

import io.kosmosadmission.inventory.InTreeDrivers;
import io.kosmosadmission.kube.ObjectKey;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * What a claim's volume is to be made with besides its class: the claim or snapshot that it copies, or its volume
 * attributes class. The volume must be at home where its source is.
 *
 * @param subject the source for people: {@code claim "data"}
 * @param made how the volume comes from it, for people: {@code copied from}
 * @param driver the driver that the source is of; empty where it isn't known
 * @param told whether its driver may be told: it is of the claim's own namespace, or of the whole cluster
 * @param home the home of the source
 * @param evidence the objects that this home rests on
 */
record Source(String subject, String made, String driver, boolean told, Home home, Set<ObjectKey> evidence) {

    Source {
        evidence = Collections.unmodifiableSet(new LinkedHashSet<>(evidence));
    }

    /**
     * Returns whether the source is of another driver, so that this one makes no volume from it. An in-tree plugin and
     * the CSI driver that does its work are one.
     */
    boolean isOfAnother(String own) {
        return !driver.isEmpty()
                && !own.isEmpty()
                && !InTreeDrivers.registeredName(own).equals(InTreeDrivers.registeredName(driver));
    }
}
