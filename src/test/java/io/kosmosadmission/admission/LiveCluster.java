package io.kosmosadmission.admission;

import io.kosmosadmission.inventory.FreshObjects;
import io.kosmosadmission.kube.ObjectKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What is in the cluster by now, for reviews by a state that lags behind, and what was asked for. */
final class LiveCluster {

    private final Map<ObjectKey, Optional<Object>> objects = new HashMap<>();
    private final List<Set<ObjectKey>> asked = new ArrayList<>();
    private int unbroken = Integer.MAX_VALUE;

    void put(ObjectKey key, Optional<Object> object) {
        objects.put(key, object);
    }

    /** It answers so many times, and no more. */
    void breakAfter(int times) {
        unbroken = times;
    }

    List<Set<ObjectKey>> asked() {
        return asked;
    }

    /** As a shell goes on: it has nothing but what is needed, and gives nothing but what was read. */
    Decision finish(ReviewStep begun) {
        return begun.match(decision -> decision, needs -> finish(lookUp(needs)));
    }

    private ReviewStep lookUp(ReviewStep.Needs needs) {
        try {
            return needs.read().apply(read(needs.keys()));
        } catch (LookupFailedException failed) {
            return needs.unread().apply(failed);
        }
    }

    private FreshObjects read(Set<ObjectKey> keys) throws LookupFailedException {
        asked.add(keys);
        if (asked.size() > unbroken) {
            throw new LookupFailedException("no answer from the API server", null);
        }
        Map<ObjectKey, Optional<Object>> found = new HashMap<>();
        keys.forEach(key -> found.put(key, objects.getOrDefault(key, Optional.empty())));
        return new FreshObjects(found);
    }
}
