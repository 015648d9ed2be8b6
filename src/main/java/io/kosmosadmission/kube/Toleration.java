package io.kosmosadmission.kube;

/**
 * A toleration. Empty strings stand for absent fields, as in the API: operator Exists without a key tolerates every
 * taint, and no effect stands for all effects.
 *
 * @param forAWhile whether tolerationSeconds ends it; an UPDATE may change them, but nothing else of a toleration
 */
public record Toleration(String key, String operator, String value, String effect, boolean forAWhile) {

    public static final String EXISTS = "Exists";
    public static final String EQUAL = "Equal";

    /** Returns the toleration for exactly one taint. */
    public static Toleration of(Taint taint) {
        return new Toleration(taint.key(), EQUAL, taint.value(), taint.effect(), false);
    }

    /** Returns whether {@link #of} may have made this toleration. */
    public boolean isForOneTaint() {
        return operator.equals(EQUAL) && !key.isEmpty() && !effect.isEmpty() && !forAWhile;
    }

    /** Returns the toleration without an end: an UPDATE from one to the other is allowed. */
    public Toleration forGood() {
        return forAWhile ? new Toleration(key, operator, value, effect, false) : this;
    }

    /** Returns the taint for which {@link #of} made this toleration. */
    public Taint taint() {
        return new Taint(key, value, effect);
    }

    public boolean tolerates(Taint taint) {
        if (!effect.isEmpty() && !effect.equals(taint.effect())) {
            return false;
        }
        if (!key.isEmpty() && !key.equals(taint.key())) {
            return false;
        }
        switch (operator) {
            case "":
            case EQUAL:
                return !key.isEmpty() && value.equals(taint.value());
            case EXISTS:
                return true;
            default:
                return false; // Gt and Lt are alpha and compare numbers; at worst a second toleration is added
        }
    }
}
