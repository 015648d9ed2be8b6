package io.kosmosadmission.kube;

/** Empty strings stand for absent fields, as the API has it: no key with Exists is all taints, no effect all effects. */
public record Toleration(String key, String operator, String value, String effect) {

    public static final String EXISTS = "Exists";
    public static final String EQUAL = "Equal";

    /** The toleration for one taint. */
    public static Toleration of(Taint taint) {
        return new Toleration(taint.key(), EQUAL, taint.value(), taint.effect());
    }

    /** The taint that a toleration made by {@link #of} is for. */
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
                return false; // Gt and Lt compare numbers behind an alpha gate; a second toleration does no harm
        }
    }
}
