package io.kosmosadmission.admission.findings;

import io.kosmosadmission.admission.Finding;
import io.kosmosadmission.config.Boundary;
import io.kosmosadmission.config.Buffer;
import io.kosmosadmission.config.Configuration;
import io.kosmosadmission.config.Placement;
import io.kosmosadmission.config.ProviderSettings;
import io.kosmosadmission.config.Rule;
import io.kosmosadmission.config.Separation;
import io.kosmosadmission.config.Spread;
import io.kosmosadmission.inventory.Provider;
import io.kosmosadmission.inventory.Providers;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Finds what the configuration asks for but the present providers can't give. That is no error, since nodes come and
 * go: pods are placed all the same, by what can be met.
 */
public final class RuleFindings {

    private final Configuration configuration;
    private final Providers providers;
    private final List<Finding> found = new ArrayList<>();

    private RuleFindings(Configuration configuration, Providers providers) {
        this.configuration = configuration;
        this.providers = providers;
    }

    public static List<Finding> of(Configuration configuration, Providers providers) {
        RuleFindings findings = new RuleFindings(configuration, providers);
        findings.providersWithoutNode();
        configuration.boundaries().forEach(findings::unmet);
        configuration.rules().forEach(findings::unmet);
        configuration.rules().forEach(findings::forbidden);
        return findings.found;
    }

    private void providersWithoutNode() {
        Map<String, Set<String>> named = new TreeMap<>();
        for (ProviderSettings settings : configuration.providers()) {
            name(named, List.of(settings.name()), "providers");
        }
        for (Boundary boundary : configuration.boundaries()) {
            String place = "boundary \"" + boundary.name() + "\"";
            name(named, boundary.required(), place);
            name(named, boundary.fallback(), place);
            name(named, boundary.forbidden(), place);
        }
        for (Rule rule : configuration.rules()) {
            name(named, namedBy(rule.placement()), "rule \"" + rule.name() + "\"");
        }
        named.forEach((provider, places) -> {
            if (!providers.isLive(provider)) {
                found.add(Finding.ofRules(
                                Finding.Check.ProviderWithoutNode,
                                "provider \"" + provider + "\" is named (" + String.join(", ", places)
                                        + "), but no node and no elastic pool is its")
                        .withParts(Set.of(provider)));
            }
        });
    }

    private static void name(Map<String, Set<String>> named, List<String> providers, String place) {
        providers.forEach(provider ->
                named.computeIfAbsent(provider, unseen -> new LinkedHashSet<>()).add(place));
    }

    private static List<String> namedBy(Placement placement) {
        return Stream.of(
                        placement.prefer().stream(),
                        placement.tolerate().stream(),
                        placement.buffer().map(Buffer::provider).stream())
                .flatMap(names -> names)
                .filter(name -> !name.equals(Placement.EVERY_PROVIDER))
                .distinct()
                .toList();
    }

    private void unmet(Boundary boundary) {
        for (String name : boundary.required()) {
            if (isWithoutLabel(name)) {
                found.add(Finding.ofRules(
                        Finding.Check.RuleUnmet,
                        "boundary \"" + boundary.name() + "\" requires " + name
                                + ", but no node and no elastic pool bears its label, so its pods can't run there"));
            }
        }
    }

    /** Whether a provider has nodes, but none by which the scheduler could know it. */
    private boolean isWithoutLabel(String name) {
        return providers.named(name).filter(it -> it.live() && !it.labelled()).isPresent();
    }

    private void unmet(Rule rule) {
        List<String> labelled = providers.all().stream()
                .filter(Provider::labelled)
                .map(Provider::name)
                .toList();
        Placement placement = rule.placement();
        for (String name : namedBy(placement)) {
            if (isWithoutLabel(name)) {
                unmet(rule, "names " + name + ", but no node and no elastic pool bears its label");
            }
        }
        if (placement.tolerate().contains(Placement.EVERY_PROVIDER)) {
            providers.all().stream()
                    .filter(provider -> isWithoutLabel(provider.name())
                            && !provider.taints().isEmpty())
                    .forEach(provider -> unmet(
                            rule,
                            "tolerates every provider, but not the taint of " + provider.name()
                                    + ", as no node and no elastic pool bears its label"));
        }
        boolean divides = placement.spread().isPresent()
                || placement.onePerProvider().isPresent()
                || placement.colocate().isPresent();
        if (divides && labelled.size() < 2) {
            unmet(rule, "places pods over several providers, but " + those(labelled));
        }
        placement.spread().map(Spread::minDomains).ifPresent(least -> {
            if (least.isPresent() && least.getAsInt() > labelled.size()) {
                unmet(
                        rule,
                        "spreads over at least " + least.getAsInt() + " providers (minDomains), but " + those(labelled)
                                + ": each takes no more than maxSkew pods of a workload");
            }
        });
        unmetBuffer(placement)
                .ifPresent(pool -> unmet(
                        rule,
                        "uses pool " + pool + " last, but the pool declares no label, so the scheduler can't tell its"
                                + " nodes from others"));
    }

    private void forbidden(Rule rule) {
        if (rule.placement().onePerProvider().filter(Separation::forbidden).isPresent()) {
            found.add(Finding.ofRules(
                    Finding.Check.RequiredAntiAffinityForbidden,
                    "rule \"" + rule.name()
                            + "\" says onePerProvider Required, which is left out: the API server allows no"
                            + " required podAntiAffinity over " + configuration.providerLabel()
                            + " (plugin LimitPodHardAntiAffinityTopology); write Preferred, or have the plugin switched"
                            + " off"));
        }
    }

    private Optional<Buffer> unmetBuffer(Placement placement) {
        return placement
                .buffer()
                .filter(buffer -> providers
                        .pool(buffer.provider(), buffer.pool())
                        .filter(pool -> pool.ownLabels().isEmpty())
                        .isPresent());
    }

    private static String those(List<String> labelled) {
        return labelled.isEmpty()
                ? "no node and no elastic pool bears a provider's label"
                : labelled.size() + (labelled.size() == 1 ? " bears" : " bear") + " a provider's label ("
                        + String.join(", ", labelled) + ")";
    }

    private void unmet(Rule rule, String what) {
        found.add(Finding.ofRules(Finding.Check.RuleUnmet, "rule \"" + rule.name() + "\" " + what));
    }
}
