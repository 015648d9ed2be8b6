package io.kosmosadmission.storage;

import io.kosmosadmission.kube.ObjectKey;
import java.util.Set;

/**
 * A volume that can never be attached where its pod runs. Two conflicts are the same one, for what was there before, if
 * kind and volumes are the same.
 *
 * @param volumes the names of the volumes that take part
 * @param sentence for people, with the way out
 * @param evidence the objects that it rests on: a denial reads them live before it is given
 */
public record Conflict(Kind kind, String volumes, boolean hard, String sentence, Set<ObjectKey> evidence) {

    /** What is in conflict; the code is stable and listed in the README. */
    public enum Kind {
        /** The pod runs elsewhere than its volume is. */
        VOLUME_ELSEWHERE("KA101"),
        /** Two volumes of one pod are at home in different providers. */
        VOLUMES_APART("KA102"),
        /** The claim is elsewhere than its consumer runs: the first, told from the claim's side. */
        CLAIM_ELSEWHERE("KA103"),
        /** The claim is elsewhere than another claim of its consumer: the second, told from the claim's side. */
        CLAIMS_APART("KA104"),
        /** The pod runs only on nodes of the right provider that can't attach its volumes. */
        CANNOT_ATTACH("KA105"),
        /** The claim's volume can't be made where its class makes volumes from what it is to be made from. */
        SOURCE_ELSEWHERE("KA106");

        private final String code;

        Kind(String code) {
            this.code = code;
        }

        public String code() {
            return code;
        }
    }

    public String identity() {
        return kind.code() + " " + volumes;
    }
}
