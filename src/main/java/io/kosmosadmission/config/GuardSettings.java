package io.kosmosadmission.config;

import java.util.List;

/**
 * Who may tolerate a provider's taint.
 *
 * @param mode the mode of the guard
 * @param allow the pods that may tolerate the taints of every provider; ORed
 */
public record GuardSettings(Mode mode, List<MatchTerm> allow) {

    public static final GuardSettings DEFAULT = new GuardSettings(Mode.Disabled, List.of());

    public GuardSettings {
        allow = List.copyOf(allow);
    }
}
