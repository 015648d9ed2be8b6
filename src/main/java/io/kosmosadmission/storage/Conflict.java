package io.kosmosadmission.storage;

import io.kosmosadmission.kube.ObjectKey;
import java.util.Set;

/**
 * A volume that can never be attached where its pod runs, or never be made from its source. Two conflicts of an object
 * are the same if their kind and volumes are; an update that brings no new one is allowed.
 *
 * @param volumes the names of the volumes that take part
 * @param hard whether all homes that take part are hard; a conflict with a file service is not
 * @param detail the message for people, with the way out
 * @param evidence the objects that the conflict rests on: a denial reads them live before it is given
 */
public record Conflict(Kind kind, String volumes, boolean hard, String detail, Set<ObjectKey> evidence) {

    /** What is in conflict. The code is stable and listed in src/docs/decisions-and-codes.md. */
    public enum Kind {
        /** The pod runs on none of the providers in which its volume can be attached. */
        VOLUME_ELSEWHERE("KA101"),
        /** Volumes of one pod that no node of its target can attach together. */
        VOLUMES_APART("KA102"),
        /** As VOLUME_ELSEWHERE, from the claim's side: its consumer runs on none of the providers of its home. */
        CLAIM_ELSEWHERE("KA103"),
        /**
         * As VOLUMES_APART, from the claim's side: no node can attach it together with its consumer's other volumes.
         */
        CLAIMS_APART("KA104"),
        /** The pod runs only on nodes that can't attach its volume, though their provider is right. */
        CANNOT_ATTACH("KA105"),
        /** The source of the claim's volume is in other providers than the volumes of the claim's class. */
        SOURCE_ELSEWHERE("KA106");

        private final String code;

        Kind(String code) {
            this.code = code;
        }

        public String code() {
            return code;
        }
    }

    /** Returns what the same conflicts of an object have in common: code and volumes. */
    public String identity() {
        return kind.code() + " " + volumes;
    }
}
