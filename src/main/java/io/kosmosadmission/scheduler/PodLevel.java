package io.kosmosadmission.scheduler;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;

/**
 * What a pod requests itself, for all its containers together; on by default since Kubernetes 1.34.
 *
 * @param hugePages by the resource's name
 */
public record PodLevel(OptionalLong milliCpu, OptionalLong memory, Map<String, Long> hugePages) {

    public static final PodLevel NONE = new PodLevel(OptionalLong.empty(), OptionalLong.empty(), Map.of());

    /** The beginning of the names of huge pages, the only other resource that a pod can ask for itself. */
    public static final String HUGE_PAGES = "hugepages-";

    public PodLevel {
        hugePages = Map.copyOf(hugePages);
    }

    /** Returns what is requested where the containers together request this. */
    Resources over(Resources containers) {
        Map<String, Long> extended = containers.extended();
        if (!hugePages.isEmpty()) {
            extended = new HashMap<>(extended);
            extended.putAll(hugePages);
        }
        return new Resources(
                milliCpu.orElse(containers.milliCpu()),
                memory.orElse(containers.memory()),
                containers.ephemeralStorage(),
                extended);
    }
}
