package io.kosmosadmission.admission.scope;

import io.kosmosadmission.admission.PlacementAnnotations;
import io.kosmosadmission.config.Boundary;
import io.kosmosadmission.config.Configuration;
import io.kosmosadmission.config.MatchTerm;
import io.kosmosadmission.config.Mode;
import io.kosmosadmission.config.Rule;
import io.kosmosadmission.kube.Namespace;
import io.kosmosadmission.kube.PodView;
import java.util.List;
import java.util.Optional;

/**
 * The configuration as it applies in one namespace: which parts match a pod, and in which mode. The mode of a part is
 * the least strict of the namespace's, the part's own, and the emergency brake.
 *
 * <p>A scope counts the parts that are not disabled; {@link #enforced} and {@link #told} count fewer of them.
 */
public final class Scope {

    private final Configuration configuration;
    private final Namespace namespace;
    private final Mode mode;
    /** The least strict mode of the parts that count. */
    private final Mode leastStrict;

    public Scope(Configuration configuration, Namespace namespace, Mode maxMode) {
        this(configuration, namespace, configuration.modeIn(namespace).leastStrict(maxMode), Mode.Audit);
    }

    private Scope(Configuration configuration, Namespace namespace, Mode mode, Mode leastStrict) {
        this.configuration = configuration;
        this.namespace = namespace;
        this.mode = mode;
        this.leastStrict = leastStrict;
    }

    /** Returns this scope with only the enforced parts. */
    public Scope enforced() {
        return new Scope(configuration, namespace, mode, Mode.Enforce);
    }

    /** Returns this scope with only the parts that users are told of. */
    public Scope told() {
        return isTold(leastStrict) ? this : new Scope(configuration, namespace, mode, Mode.Warn);
    }

    public boolean isEnforced() {
        return leastStrict == Mode.Enforce;
    }

    private boolean counts(Mode other) {
        return other.compareTo(leastStrict) <= 0;
    }

    /** Returns whether users are told; Audit only counts in metrics. */
    private static boolean isTold(Mode mode) {
        return mode.compareTo(Mode.Warn) <= 0;
    }

    public Mode mode() {
        return mode;
    }

    public boolean isExempt() {
        return configuration.isExempt(namespace);
    }

    /** Returns whether the configuration itself exempts the namespace, and not only we do. */
    public boolean isExemptByChoice() {
        return configuration.isExemptByChoice(namespace);
    }

    public Mode modeOf(Boundary boundary) {
        return mode.leastStrict(boundary.mode().orElse(Mode.Enforce));
    }

    public Mode modeOf(Rule rule) {
        return mode.leastStrict(rule.mode().orElse(Mode.Enforce));
    }

    public boolean counts(Rule rule) {
        return counts(modeOf(rule));
    }

    public Mode storageMode() {
        return mode.leastStrict(configuration.storage().mode());
    }

    public Mode fileServicesMode() {
        return storageMode().leastStrict(configuration.storage().fileServices());
    }

    public Mode loadBalancerMode() {
        return mode.leastStrict(configuration.foreignLoadBalancers().mode());
    }

    /** Returns whether Services are judged. */
    public boolean judgesLoadBalancers() {
        return counts(loadBalancerMode());
    }

    /** Returns whether volumes are judged. */
    public boolean judgesStorage() {
        return counts(storageMode());
    }

    /** Returns whether users are warned about volumes, whatever else counts. */
    public boolean warnsOfStorage() {
        return isTold(storageMode());
    }

    public Mode guardMode() {
        return mode.leastStrict(configuration.guard().mode());
    }

    /** Returns whether it is judged who tolerates the taints of providers. */
    public boolean guards() {
        return counts(guardMode());
    }

    /** Returns whether the guard lets the pod tolerate every taint. */
    public boolean guardAllows(PodView pod) {
        return matches(configuration.guard().allow(), pod);
    }

    public boolean hasUnenforcedGuard() {
        return guardMode() == Mode.Warn || guardMode() == Mode.Audit;
    }

    /** Returns whether users are warned about CSI plugins that run elsewhere than their driver's home. */
    public boolean warnsOfPlugins() {
        return isTold(pluginsMode());
    }

    public Mode pluginsMode() {
        return mode.leastStrict(configuration.csiDaemonSets());
    }

    boolean matches(List<MatchTerm> match, PodView pod) {
        for (MatchTerm term : match) {
            if (term.matches(pod, namespace)) {
                return true;
            }
        }
        return false;
    }

    /** Returns the boundaries that count and match the pod. All of them must hold. */
    public List<Boundary> boundaries(PodView pod) {
        if (configuration.boundaries().isEmpty()) {
            return List.of();
        }
        return configuration.boundaries().stream()
                .filter(boundary -> counts(modeOf(boundary)) && matches(boundary.match(), pod))
                .toList();
    }

    public boolean hasUnenforcedBoundary(PodView pod) {
        return boundaries(pod).stream().anyMatch(boundary -> modeOf(boundary) != Mode.Enforce);
    }

    /** Returns whether anything that is judged is in mode Audit, so that users are not told of all that counts. */
    public boolean hasAudited() {
        return storageMode() == Mode.Audit
                || guardMode() == Mode.Audit
                || loadBalancerMode() == Mode.Audit
                || configuration.boundaries().stream().anyMatch(boundary -> modeOf(boundary) == Mode.Audit);
    }

    /** Returns the rule that is selected for the pod, whether it counts or not. */
    public SelectedRule rule(PodView pod) {
        return SelectedRule.of(configuration.rules(), pod, rule -> matches(rule.match(), pod));
    }

    /** Returns the rule that placed the pod according to its annotation, even if it no longer matches the pod. */
    public Optional<Rule> placedBy(PodView pod) {
        String name = pod.metadata().annotations().getOrDefault(PlacementAnnotations.PLACED_BY, "");
        return configuration.rules().stream()
                .filter(rule -> rule.name().equals(name))
                .findFirst();
    }

    public String contact() {
        return configuration.contact();
    }

    /** Returns the parts that place the pod, of those that count. */
    public ActiveParts parts(PodView pod, Optional<Rule> rule) {
        boolean followClaims = configuration.storage().followClaims() && judgesStorage();
        return new ActiveParts(boundaries(pod), followClaims, !guards(), rule.filter(this::counts));
    }
}
