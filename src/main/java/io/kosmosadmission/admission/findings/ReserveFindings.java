package io.kosmosadmission.admission.findings;

import io.kosmosadmission.admission.Finding;
import io.kosmosadmission.config.Configuration;
import io.kosmosadmission.inventory.Provider;
import io.kosmosadmission.inventory.Providers;
import java.util.List;
import java.util.Optional;

/**
 * Finds out whether autoscaled pools are declared that could take the pods of a provider which is lost: those of two
 * providers at least, one of them active, since the lost one may be the one that has a pool. Nothing is said of a cluster
 * with fewer than two live providers, which has nobody to take over, nor where there is no configuration.
 */
public final class ReserveFindings {

    private ReserveFindings() {}

    public static List<Finding> of(Configuration configuration, Providers providers) {
        if (providers.liveNames().size() < 2 || configuration.equals(Configuration.DEFAULT)) {
            return List.of();
        }
        return missing(providers).map(what -> Finding.ofRules(Finding.Check.NoElasticPool, what)).stream()
                .toList();
    }

    private static Optional<String> missing(Providers providers) {
        List<String> declaring = providers.all().stream()
                .filter(provider -> !provider.elasticPools().isEmpty())
                .map(Provider::name)
                .toList();
        if (declaring.stream().noneMatch(providers::isActive)) {
            return Optional.of("no elastic pool of an active provider is declared: where a provider is lost, its pods"
                    + " fit only into what the others have free; declare autoscaled pools under"
                    + " providers[].elasticPools (what a loss comes to: simulate --lose)");
        }
        return declaring.size() > 1
                ? Optional.empty()
                : Optional.of("every declared elastic pool is of " + declaring.get(0) + ": where " + declaring.get(0)
                        + " is lost, its pods fit only into what the others have free; declare one of another"
                        + " provider, too (what a loss comes to: simulate --lose " + declaring.get(0) + ")");
    }
}
