package io.kosmosadmission.scheduler;

import java.util.Map;
import java.util.Optional;

/**
 * The cluster's PriorityClasses, by which the API server gives a pod its priority when it is made.
 *
 * @param ofOthers the class of pods that name none
 */
public record PriorityClasses(Map<String, PriorityClass> classes, Optional<PriorityClass> ofOthers) {

    /** The preemptionPolicy of pods that put no other out. */
    public static final String NEVER = "Never";

    public static final PriorityClasses NONE = new PriorityClasses(Map.of(), Optional.empty());

    /** A PriorityClass. preempts: whether its pods may put out others. */
    public record PriorityClass(int value, boolean preempts) {}

    public PriorityClasses {
        classes = Map.copyOf(classes);
    }

    /** Returns the priority of a pod that names this class; an empty name is none. */
    public int priority(String className) {
        return of(className).map(PriorityClass::value).orElse(0);
    }

    public boolean preempts(String className) {
        return of(className).map(PriorityClass::preempts).orElse(true);
    }

    private Optional<PriorityClass> of(String className) {
        return className.isEmpty() ? ofOthers : Optional.ofNullable(classes.get(className));
    }
}
