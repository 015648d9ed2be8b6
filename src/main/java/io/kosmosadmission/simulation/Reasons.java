package io.kosmosadmission.simulation;

import io.kosmosadmission.scheduler.Placement;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/** Why a pod waits, in one sentence: its claims, then what it and its boundaries say, then what the scheduler finds. */
final class Reasons {

    private static final String BOUNDARY = "(boundary ";
    private static final int MOST = 3;

    private final Unreachable unreachable;
    private final Loss loss;

    Reasons(Unreachable unreachable, Loss loss) {
        this.unreachable = unreachable;
        this.loss = loss;
    }

    /** Returns why the pod waits where it was placed so. */
    String of(RemadePod pod, Placing.Placed placed) {
        if (pod.isPinned()) {
            return "its template names node " + pod.pod().nodeName() + ", which is gone";
        }
        Placement placement = Objects.requireNonNull(placed.waiting().get(pod));
        String pools = placed.poolRefusals().getOrDefault(pod, "");
        return unreachable
                .why(pod.pod().namespace(), pod.pod().volumes())
                .or(() -> words(pod))
                .orElseGet(() -> found(placement) + (pools.isEmpty() ? "" : "; nor an elastic pool: " + pools));
    }

    private Optional<String> words(RemadePod pod) {
        boolean goesAlone = !pod.made().unlabelled()
                && loss.providers().containsAll(pod.made().providers());
        if (!goesAlone) {
            return Optional.empty();
        }
        String left = pod.made().providers().isEmpty()
                ? "no provider is left to it"
                : "nothing but " + String.join(" or ", pod.made().providers()) + " is left to it";
        List<String> boundaries = pod.made().words().stream()
                .filter(word -> word.contains(BOUNDARY))
                .toList();
        return Optional.of(
                boundaries.isEmpty()
                        ? left + ", by its own words"
                        : "[KA001] " + left + ": " + String.join(", ", boundaries));
    }

    private static String found(Placement placement) {
        Map<String, Integer> reasons = placement.reasons();
        return reasons.isEmpty()
                ? "there is no node"
                : "no node takes it: "
                        + reasons.entrySet().stream()
                                .sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
                                        .thenComparing(Map.Entry.comparingByKey()))
                                .limit(MOST)
                                .map(reason -> reason.getValue() + " " + reason.getKey())
                                .collect(Collectors.joining(", "));
    }
}
