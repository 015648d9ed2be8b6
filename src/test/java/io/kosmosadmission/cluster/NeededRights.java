package io.kosmosadmission.cluster;

import io.kosmosadmission.cluster.leader.LeaderLease;
import io.kosmosadmission.cluster.rules.ConfigMapRules;
import io.kosmosadmission.cluster.rules.LastGoodRules;
import io.kosmosadmission.cluster.watch.FollowedKind;
import io.kosmosadmission.cluster.watch.OptionalKind;
import io.kosmosadmission.inventory.ObjectKey;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The rights that the code needs, by the very tables that it follows and looks up by. */
public final class NeededRights {
    private static final Set<String> ONLY_FOLLOWED = Set.of("Node", "VolumeSnapshotClass");

    private NeededRights() {}

    /** Verbs by {@code group/resource}, in all namespaces. */
    public static Map<String, List<String>> everywhere() {
        Map<String, List<String>> rights = new TreeMap<>();
        for (FollowedKind<?, ?, ?> kind : OptionalKind.andOthers()) {
            rights.put(
                    group(kind) + "/" + kind.resource(),
                    isReadLive(kind) ? List.of("get", "list", "watch") : List.of("list", "watch"));
        }
        rights.put("/events", List.of("create", "patch"));
        return rights;
    }

    /** Verbs by {@code group/resource}, or {@code group/resource/name}, in our own namespace. */
    public static Map<String, List<String>> inOurNamespace() {
        return Map.of(
                "/configmaps/" + ConfigMapRules.NAME,
                List.of("get", "list", "watch"),
                "/configmaps/" + LastGoodRules.NAME,
                List.of("get", "update"),
                "coordination.k8s.io/leases/" + LeaderLease.NAME,
                List.of("get", "update"));
    }

    /** Any that a decision rests on, or that an Event may be about; nodes and snapshot classes are only counted and looked through. */
    private static boolean isReadLive(FollowedKind<?, ?, ?> kind) {
        return !ONLY_FOLLOWED.contains(kind.kind())
                && Stream.of(ObjectKey.Kind.values()).anyMatch(key -> key.name().equals(kind.kind()));
    }

    private static String group(FollowedKind<?, ?, ?> kind) {
        int slash = kind.apiVersion().indexOf('/');
        return slash < 0 ? "" : kind.apiVersion().substring(0, slash);
    }
}
