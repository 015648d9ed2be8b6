package io.kosmosadmission.kube;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One requirement of a label selector or a node selector term. */
public record Requirement(String key, Operator operator, List<String> values) {

    public Requirement {
        values = List.copyOf(values);
    }

    public static Requirement in(String key, List<String> values) {
        return new Requirement(key, Operator.In, values);
    }

    public static Requirement notIn(String key, List<String> values) {
        return new Requirement(key, Operator.NotIn, values);
    }

    public static Requirement exists(String key) {
        return new Requirement(key, Operator.Exists, List.of());
    }

    /** Returns whether the other requirement says the same: the order of the values means nothing. */
    public boolean isSameAs(Requirement other) {
        return key.equals(other.key)
                && operator == other.operator
                && new HashSet<>(values).equals(new HashSet<>(other.values));
    }

    public boolean matches(Map<String, String> labels) {
        return matchesValue(labels.get(key));
    }

    /** Returns whether a value of this requirement's key fulfils it; null stands for an absent label. */
    public boolean matchesValue(@Nullable String value) {
        switch (operator) {
            case In:
                return value != null && values.contains(value);
            case NotIn:
                return value == null || !values.contains(value);
            case Exists:
                return value != null;
            case DoesNotExist:
                return value == null;
            case Gt:
            case Lt:
                return compares(value);
            default:
                throw new IllegalStateException(operator.name());
        }
    }

    private boolean compares(@Nullable String value) {
        if (value == null || values.size() != 1) {
            return false;
        }
        try {
            long actual = Long.parseLong(value);
            long bound = Long.parseLong(values.get(0));
            return operator == Operator.Gt ? actual > bound : actual < bound;
        } catch (NumberFormatException notNumbers) {
            return false; // as in the scheduler: a value that is no integer fulfils neither
        }
    }

    @Override
    public String toString() {
        switch (operator) {
            case In:
                return values.size() == 1 ? key + "=" + values.get(0) : key + " in (" + String.join(",", values) + ")";
            case NotIn:
                return values.size() == 1
                        ? key + "!=" + values.get(0)
                        : key + " not in (" + String.join(",", values) + ")";
            case Exists:
                return key + " exists";
            case DoesNotExist:
                return key + " does not exist";
            default:
                return key + (operator == Operator.Gt ? ">" : "<") + String.join(",", values);
        }
    }
}
