package io.kosmosadmission.simulation;

import java.util.Collections;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;

/**
 * What goes.
 *
 * @param providers their names, sorted
 * @param pools the elastic pools that may grow, by name, with how many nodes they may have instead of their maxNodes; all
 *     of them as they are declared where none is named
 */
public record Loss(Set<String> providers, Map<String, OptionalInt> pools) {

    public Loss {
        providers = Collections.unmodifiableSet(new TreeSet<>(providers));
        pools = Map.copyOf(pools);
    }

    boolean grows(String pool) {
        return pools.isEmpty() || pools.containsKey(pool);
    }
}
