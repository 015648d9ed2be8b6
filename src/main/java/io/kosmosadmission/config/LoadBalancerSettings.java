package io.kosmosadmission.config;

import java.util.Optional;

/**
 * What to do about Services of type LoadBalancer that are written for another cloud's controller.
 *
 * @param mode the mode of these judgements
 * @param platform the platform whose controller acts on the Services of this cluster; empty where nobody said so
 */
public record LoadBalancerSettings(Mode mode, Optional<String> platform) {

    public static final LoadBalancerSettings DEFAULT = new LoadBalancerSettings(Mode.Warn, Optional.empty());
}
