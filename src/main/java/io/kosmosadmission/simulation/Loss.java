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
 * @param pools the elastic pools that may grow, by provider, a slash, and name, with how many nodes they may have instead of their maxNodes; all
 *     of them as they are declared where none is named
 */
public record Loss(Set<String> providers, Map<String, OptionalInt> pools) {

    public Loss {
        providers = Collections.unmodifiableSet(new TreeSet<>(providers));
        pools = Map.copyOf(pools);
    }

    /** Returns the name by which a pool is told from those of other providers. */
    public static String pool(String provider, String name) {
        return provider + "/" + name;
    }

    boolean grows(String provider, String name) {
        return pools.isEmpty() || pools.containsKey(pool(provider, name));
    }
}
