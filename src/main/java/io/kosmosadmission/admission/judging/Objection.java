package io.kosmosadmission.admission.judging;

import io.kosmosadmission.admission.Reason;
import io.kosmosadmission.config.Mode;
import io.kosmosadmission.kube.ObjectKey;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * A reason against admitting an object.
 *
 * @param identity equal for the same problem, so that one that existed before is recognized
 * @param mode Enforce denies, Warn warns, Audit is only counted
 * @param detail for people, without code and contact
 * @param evidence the objects that the objection rests on, beside the reviewed one
 */
public record Objection(
        Reason reason, String code, String identity, Mode mode, String detail, Set<ObjectKey> evidence) {

    public Objection {
        evidence = Collections.unmodifiableSet(new LinkedHashSet<>(evidence));
    }

    Objection restingOn(ObjectKey key) {
        Set<ObjectKey> more = new LinkedHashSet<>(evidence);
        more.add(key);
        return new Objection(reason, code, identity, mode, detail, more);
    }

    Objection notRestingOn(ObjectKey key) {
        Set<ObjectKey> less = new LinkedHashSet<>(evidence);
        less.remove(key);
        return new Objection(reason, code, identity, mode, detail, less);
    }

    public Objection withMode(Mode other) {
        return new Objection(reason, code, identity, mode.leastStrict(other), detail, evidence);
    }

    /** Returns whether it is against what contradicts itself, whatever boundary there is. */
    public boolean isOfOwnWords() {
        return code.equals(BoundaryJudge.NOWHERE);
    }

    /** Returns the whole message, with the code and, if there is one, the contact. */
    public String message(String contact) {
        return "[" + code + "] " + detail + (contact.isEmpty() ? "" : ". " + contact);
    }
}
