package io.kosmosadmission.scheduler;

import io.kosmosadmission.kube.LabelSelector;
import java.util.Optional;

/**
 * How many of some pods must stay: a PodDisruptionBudget. The scheduler looks at budgets only where it puts pods out.
 *
 * @param selector whose pods; empty selects none
 * @param minAvailable a number or a percentage; empty where maxUnavailable is said
 * @param maxUnavailable a number or a percentage; empty where minAvailable is said
 */
public record DisruptionBudget(
        String namespace,
        String name,
        Optional<LabelSelector> selector,
        Optional<String> minAvailable,
        Optional<String> maxUnavailable) {

    private static final int PERCENT = 100;

    /** Returns how many of so many wanted pods must stay: a percentage is rounded up. */
    public int required(int wanted) {
        if (minAvailable.isPresent()) {
            return number(minAvailable.get(), wanted);
        }
        return maxUnavailable
                .map(most -> Math.max(0, wanted - number(most, wanted)))
                .orElse(0);
    }

    private static int number(String text, int wanted) {
        if (!text.endsWith("%")) {
            return Integer.parseInt(text);
        }
        long part = Long.parseLong(text.substring(0, text.length() - 1)) * wanted;
        return (int) ((part + PERCENT - 1) / PERCENT);
    }
}
