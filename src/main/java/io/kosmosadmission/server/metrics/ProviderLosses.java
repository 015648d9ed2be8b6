package io.kosmosadmission.server.metrics;

import io.kosmosadmission.admission.ClusterState;
import io.kosmosadmission.config.ProviderSettings;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which providers are lost, for a gauge. The platform team names them, so the number of names is bounded here: all
 * others are {@code other}, which is 1 while any of them is lost.
 */
final class ProviderLosses {

    static final int MOST_NAMES = 100;
    private static final String OTHER = "other";

    private final Set<String> named = ConcurrentHashMap.newKeySet();

    /** Returns 1 or 0 by the label of each provider that can be lost: those whose configuration says lostAfter. */
    Map<String, Integer> of(ClusterState state) {
        Map<String, Integer> losses = new TreeMap<>();
        for (ProviderSettings settings : state.configuration().providers()) {
            if (settings.lostAfter().isPresent()) {
                int lost = state.inventory().providers().isLost(settings.name()) ? 1 : 0;
                losses.merge(labelOf(settings.name()), lost, Math::max);
            }
        }
        return losses;
    }

    /** Two threads that each see a new name at once may both add it: 101 names do no harm. */
    private String labelOf(String provider) {
        boolean known = named.contains(provider) || (named.size() < MOST_NAMES && named.add(provider));
        return known ? provider : OTHER;
    }
}
