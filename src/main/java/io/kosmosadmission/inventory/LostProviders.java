package io.kosmosadmission.inventory;

import io.kosmosadmission.config.Configuration;
import io.kosmosadmission.config.ProviderSettings;
import io.kosmosadmission.kube.Node;
import io.kosmosadmission.kube.ReadyCondition;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The providers that are lost, and since when. A lost provider is as if its configured state were Drained.
 *
 * @param since by provider, the time from which none of its nodes was ready; sorted
 */
public record LostProviders(Map<String, Instant> since) {

    public static final LostProviders NONE = new LostProviders(Map.of());

    /** For how long one node must be ready before its provider is taken back; lostAfter itself where that is shorter. */
    public static final Duration BACK_AFTER = Duration.ofMinutes(5);

    public LostProviders {
        since = Collections.unmodifiableMap(new TreeMap<>(since));
    }

    /** Returns since when the provider is lost; empty where it is not. */
    public Optional<Instant> of(String provider) {
        return Optional.ofNullable(since.get(provider));
    }

    /**
     * Returns who is lost at that time, where these were lost before.
     *
     * <p>Reads lostAfter of each provider, and the Ready conditions of its nodes. A provider becomes lost when each of
     * its nodes has not been ready for at least lostAfter, and is taken back when one of them has been ready for the
     * shorter of lostAfter and five minutes, so that a node that is ready for moments changes nothing. A provider
     * without nodes, or without lostAfter, is not lost.
     */
    public LostProviders next(Configuration configuration, Providers providers, Instant now) {
        Map<String, Instant> next = new TreeMap<>();
        for (ProviderSettings settings : configuration.providers()) {
            settings.lostAfter()
                    .flatMap(after -> lostSince(settings.name(), after, conditions(settings.name(), providers), now))
                    .ifPresent(time -> next.put(settings.name(), time));
        }
        return next.equals(since) ? this : new LostProviders(next);
    }

    private Optional<Instant> lostSince(String name, Duration after, List<ReadyCondition> nodes, Instant now) {
        Optional<Instant> before = of(name);
        if (nodes.isEmpty()) {
            return Optional.empty();
        }
        if (before.isPresent()) {
            Duration back = after.compareTo(BACK_AFTER) < 0 ? after : BACK_AFTER;
            return before.filter(time -> nodes.stream().noneMatch(node -> node.isReadyFor(back, now)));
        }
        return nodes.stream().allMatch(node -> node.isUnreadyFor(after, now))
                ? nodes.stream().map(ReadyCondition::since).max(Long::compare).map(Instant::ofEpochSecond)
                : Optional.empty();
    }

    private static List<ReadyCondition> conditions(String provider, Providers providers) {
        return providers
                .named(provider)
                .map(found -> found.nodes().stream().map(Node::readiness).toList())
                .orElse(List.of());
    }
}
