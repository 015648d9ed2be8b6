package io.kosmosadmission.admission.scope;

import io.kosmosadmission.config.Boundary;
import io.kosmosadmission.config.Configuration;
import io.kosmosadmission.config.MatchTerm;
import io.kosmosadmission.config.Mode;
import io.kosmosadmission.config.Rule;
import io.kosmosadmission.kube.Namespace;
import io.kosmosadmission.kube.PodView;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The configuration as it holds in one namespace: which parts match a pod, and in which mode. The mode of a part is the
 * least strict of the namespace's, the part's own, and the emergency brake.
 */
public final class Scope {

    private final Configuration configuration;
    private final Namespace namespace;
    private final Mode mode;

    public Scope(Configuration configuration, Namespace namespace, Mode maxMode) {
        this.configuration = configuration;
        this.namespace = namespace;
        this.mode = configuration.modeIn(namespace).leastStrict(maxMode);
    }

    public Mode mode() {
        return mode;
    }

    public boolean isExempt() {
        return configuration.isExempt(namespace);
    }

    public Mode modeOf(Boundary boundary) {
        return mode.leastStrict(boundary.mode().orElse(Mode.Enforce));
    }

    public Mode modeOf(Rule rule) {
        return mode.leastStrict(rule.mode().orElse(Mode.Enforce));
    }

    public Mode storageMode() {
        return mode.leastStrict(configuration.storage().mode());
    }

    public Mode fileServicesMode() {
        return storageMode().leastStrict(configuration.storage().fileServices());
    }

    boolean matches(List<MatchTerm> match, PodView pod) {
        for (MatchTerm term : match) {
            if (term.matches(pod, namespace)) {
                return true;
            }
        }
        return false;
    }

    /** The boundaries that match the pod and whose mode is wanted; all of them hold together. */
    public List<Boundary> boundaries(PodView pod, Predicate<Mode> wanted) {
        if (configuration.boundaries().isEmpty()) {
            return List.of();
        }
        return configuration.boundaries().stream()
                .filter(boundary -> wanted.test(modeOf(boundary)) && matches(boundary.match(), pod))
                .toList();
    }

    public SelectedRule rule(PodView pod) {
        return SelectedRule.of(configuration.rules(), pod, rule -> matches(rule.match(), pod));
    }

    public String contact() {
        return configuration.contact();
    }

    /** All that is enforced for the pod, by its rule. */
    public ActiveParts enforcedParts(PodView pod, SelectedRule choice) {
        return parts(pod, choice.found(), mode -> mode == Mode.Enforce);
    }

    /** What the pod is placed by, of the parts whose mode is wanted. */
    public ActiveParts parts(PodView pod, Optional<Rule> rule, Predicate<Mode> wanted) {
        return new ActiveParts(
                boundaries(pod, wanted), followsClaims(wanted), rule.filter(it -> wanted.test(modeOf(it))));
    }

    /** Whether pods are placed where their claims are at home, if the mode of storage is wanted. */
    private boolean followsClaims(Predicate<Mode> wanted) {
        return configuration.storage().followClaims() && wanted.test(storageMode());
    }
}
