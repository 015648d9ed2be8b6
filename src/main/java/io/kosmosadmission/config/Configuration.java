package io.kosmosadmission.config;

import io.kosmosadmission.kube.Namespace;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The configuration that the platform team wrote. contact is empty where nobody is named; csiDaemonSets is the mode of what is
 * said of DaemonSets that register CSI drivers, labelNodes that of giving nodes their provider's label.
 */
public record Configuration(
        Mode mode,
        List<ModeOverride> modeOverrides,
        List<MatchTerm> exempt,
        String contact,
        String providerLabel,
        List<ProviderSettings> providers,
        List<Boundary> boundaries,
        List<Rule> rules,
        StorageSettings storage,
        GuardSettings guard,
        LoadBalancerSettings foreignLoadBalancers,
        Mode csiDaemonSets,
        Mode labelNodes) {

    public static final String API_VERSION = "kosmos-admission.io/v1alpha1";
    public static final String KIND = "KosmosConfiguration";
    public static final String DEFAULT_PROVIDER_LABEL = "provider";

    private static final Set<String> ALWAYS_EXEMPT = Set.of("kube-system", "kube-node-lease", "kosmos-admission");

    /** The configuration where none was written: the defaults and no rules. */
    public static final Configuration DEFAULT = new Configuration(
            Mode.Enforce,
            List.of(),
            List.of(),
            "",
            DEFAULT_PROVIDER_LABEL,
            List.of(),
            List.of(),
            List.of(),
            StorageSettings.DEFAULT,
            GuardSettings.DEFAULT,
            LoadBalancerSettings.DEFAULT,
            Mode.Warn,
            Mode.Disabled);

    public Configuration {
        modeOverrides = List.copyOf(modeOverrides);
        exempt = List.copyOf(exempt);
        providers = List.copyOf(providers);
        boundaries = List.copyOf(boundaries);
        rules = List.copyOf(rules);
    }

    /**
     * Returns the configuration in a cluster whose API server forbids a required anti-affinity over providers, as its plugin
     * LimitPodHardAntiAffinityTopology does.
     */
    public Configuration whereRequiredAntiAffinityIsForbidden() {
        return withRules(rules.stream().map(Rule::whereRequiredIsForbidden).toList());
    }

    /** Returns the configuration with other rules. */
    public Configuration withRules(List<Rule> others) {
        return new Configuration(
                mode,
                modeOverrides,
                exempt,
                contact,
                providerLabel,
                providers,
                boundaries,
                others,
                storage,
                guard,
                foreignLoadBalancers,
                csiDaemonSets,
                labelNodes);
    }

    /** Returns the configuration with other settings of providers. */
    public Configuration with(List<ProviderSettings> others) {
        return new Configuration(
                mode,
                modeOverrides,
                exempt,
                contact,
                providerLabel,
                others,
                boundaries,
                rules,
                storage,
                guard,
                foreignLoadBalancers,
                csiDaemonSets,
                labelNodes);
    }

    public Optional<ProviderSettings> provider(String name) {
        return providers.stream()
                .filter(provider -> provider.name().equals(name))
                .findFirst();
    }

    /** Returns whether any match asks for resource names. Only then does the reader look into a pod's containers. */
    public boolean readsResources() {
        return podTerms().anyMatch(term -> !term.requests().isEmpty());
    }

    /** Returns whether any rule is about a pod's own group and doesn't name its labels. */
    public boolean infersGroups() {
        return rules.stream().anyMatch(rule -> rule.placement().infersGroup());
    }

    /** Returns whether any match asks for the labels of namespaces. */
    public boolean readsNamespaceLabels() {
        return Stream.of(
                        podTerms(),
                        exempt.stream(),
                        modeOverrides.stream().flatMap(override -> override.match().stream()))
                .flatMap(terms -> terms)
                .anyMatch(term -> term.namespaceSelector().isPresent());
    }

    private Stream<MatchTerm> podTerms() {
        return Stream.of(
                        boundaries.stream().flatMap(boundary -> boundary.match().stream()),
                        rules.stream().flatMap(rule -> rule.match().stream()),
                        guard.allow().stream())
                .flatMap(terms -> terms);
    }

    /**
     * Returns the mode of a namespace before a part's own mode counts: that of the first override that matches, else
     * the configured mode.
     */
    public Mode modeIn(Namespace namespace) {
        for (ModeOverride override : modeOverrides) {
            for (MatchTerm term : override.match()) {
                if (term.matches(namespace)) {
                    return override.mode();
                }
            }
        }
        return mode;
    }

    public boolean isExempt(Namespace namespace) {
        return ALWAYS_EXEMPT.contains(namespace.name()) || isExemptByChoice(namespace);
    }

    /** Returns whether the namespace is among those that the platform team exempts, beside those that always are. */
    public boolean isExemptByChoice(Namespace namespace) {
        return exempt.stream().anyMatch(term -> term.matches(namespace));
    }
}
