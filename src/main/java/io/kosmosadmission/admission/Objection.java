package io.kosmosadmission.admission;

import io.kosmosadmission.config.Mode;

/**
 * Something that speaks against admitting an object.
 *
 * @param identity the same for the same trouble, so that what was there before is known again
 * @param mode how much it counts: Enforce denies, Warn warns, Audit is only counted
 */
record Objection(Reason reason, String code, String identity, Mode mode, String sentence) {

    Objection withMode(Mode other) {
        return new Objection(reason, code, identity, mode.leastStrict(other), sentence);
    }

    /** The whole message, code and contact included. */
    String message(String contact) {
        return "[" + code + "] " + sentence + (contact.isEmpty() ? "" : ". " + contact);
    }
}
