package io.kosmosadmission.admission.judging;

import io.kosmosadmission.admission.Reason;
import io.kosmosadmission.config.Mode;
import io.kosmosadmission.kube.ObjectKey;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Something that speaks against admitting an object.
 *
 * @param identity the same for the same trouble, so that what was there before is known again
 * @param mode how much it counts: Enforce denies, Warn warns, Audit is only counted
 * @param evidence the objects that it rests on beside the reviewed one
 */
public record Objection(
        Reason reason, String code, String identity, Mode mode, String sentence, Set<ObjectKey> evidence) {

    public Objection {
        evidence = Collections.unmodifiableSet(new LinkedHashSet<>(evidence));
    }

    Objection restingOn(ObjectKey key) {
        Set<ObjectKey> more = new LinkedHashSet<>(evidence);
        more.add(key);
        return new Objection(reason, code, identity, mode, sentence, more);
    }

    Objection notRestingOn(ObjectKey key) {
        Set<ObjectKey> less = new LinkedHashSet<>(evidence);
        less.remove(key);
        return new Objection(reason, code, identity, mode, sentence, less);
    }

    public Objection withMode(Mode other) {
        return new Objection(reason, code, identity, mode.leastStrict(other), sentence, evidence);
    }

    /** The whole message, code and contact included. */
    public String message(String contact) {
        return "[" + code + "] " + sentence + (contact.isEmpty() ? "" : ". " + contact);
    }
}
