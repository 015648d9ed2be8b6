package io.kosmosadmission.realcluster.oracle;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What kube-scheduler logs with {@code --v=10}. It places one pod after the other, so that all that stands between two attempts
 * is about the first; only the binding is logged later.
 */
final class SchedulerLog {
    private static final Pattern ATTEMPT = Pattern.compile("\"Attempting to schedule pod\" .*?pod=\"([^\"]+)\"");
    private static final Pattern SCORE = Pattern.compile("\"Plugin scored node for pod\" .*?pod=\"([^\"]+)\""
            + " plugin=\"([^\"]+)\" node=\"([^\"]+)\" score=(-?\\d+)");
    private static final Pattern BOUND = Pattern.compile(
            "\"Successfully bound pod to node\" .*?pod=\"([^\"]+)\" node=\"([^\"]+)\".* feasibleNodes=(\\d+)");
    private static final Pattern RESERVED =
            Pattern.compile("\"AssumePodVolumes\" .*?pod=\"([^\"]+)\" node=\"([^\"]+)\"");
    private static final Pattern GIVEN_BACK = Pattern.compile("\"Error scheduling pod; retrying\" .*?pod=\"([^\"]+)\"");
    private static final Pattern NO_FIT =
            Pattern.compile("\"Unable to schedule pod; no fit; waiting\" .*?pod=\"([^\"]+)\" err=\"(.*)\"$");

    /**
     * One attempt to place a pod.
     *
     * @param pod its namespace and name
     * @param scores by plugin and node, weighted; none where fewer than two nodes are feasible
     * @param refusal what is said where no node is feasible
     */
    record Attempt(String pod, Map<String, Map<String, Long>> scores, Optional<String> refusal) {}

    /** How a pod was bound. */
    record Bound(String node, int feasibleNodes) {}

    private final List<Attempt> attempts = new ArrayList<>();
    private final Map<Integer, List<String>> givenBack = new TreeMap<>();
    private final Map<String, Bound> bound = new TreeMap<>();
    private final Map<String, String> nodes = new TreeMap<>();

    SchedulerLog(Stream<String> lines) {
        lines.forEach(this::read);
    }

    List<Attempt> attempts() {
        return attempts;
    }

    Map<String, Bound> bound() {
        return bound;
    }

    /** Returns the pods that were taken off their node again before this attempt, since they could not be bound. */
    List<String> givenBackBefore(int attempt) {
        return givenBack.getOrDefault(attempt, List.of());
    }

    /** Returns the node that each pod got, though its volumes may not be there yet. */
    Map<String, String> nodes() {
        return nodes;
    }

    /** Returns how many pods were given a node or refused. */
    long decided() {
        Set<String> decided = new HashSet<>(nodes.keySet());
        attempts.stream()
                .filter(attempt -> attempt.refusal().isPresent())
                .forEach(attempt -> decided.add(attempt.pod()));
        return decided.size();
    }

    private void read(String line) {
        if (!line.contains("pod=\"")) {
            return;
        }
        Matcher score = SCORE.matcher(line);
        if (score.find()) {
            last(score.group(1))
                    .scores()
                    .computeIfAbsent(score.group(2), plugin -> new TreeMap<>())
                    .put(score.group(3), Long.valueOf(score.group(4)));
            return;
        }
        Matcher attempt = ATTEMPT.matcher(line);
        if (attempt.find()) {
            attempts.add(new Attempt(attempt.group(1), new TreeMap<>(), Optional.empty()));
        }
        Matcher binding = BOUND.matcher(line);
        if (binding.find()) {
            bound.put(binding.group(1), new Bound(binding.group(2), Integer.parseInt(binding.group(3))));
            nodes.put(binding.group(1), binding.group(2));
        }
        Matcher failed = GIVEN_BACK.matcher(line);
        if (failed.find()) {
            givenBack
                    .computeIfAbsent(attempts.size(), next -> new ArrayList<>())
                    .add(failed.group(1));
        }
        Matcher reserved = RESERVED.matcher(line);
        if (reserved.find()) {
            nodes.put(reserved.group(1), reserved.group(2));
        }
        Matcher noFit = NO_FIT.matcher(line);
        if (noFit.find()) {
            Attempt last = last(noFit.group(1));
            String message = noFit.group(2).replace("\\\"", "\"");
            attempts.set(attempts.size() - 1, new Attempt(last.pod(), last.scores(), Optional.of(message)));
        }
    }

    private Attempt last(String pod) {
        Attempt last = attempts.get(attempts.size() - 1);
        if (!last.pod().equals(pod)) {
            throw new IllegalStateException("the log of " + last.pod() + " speaks of " + pod);
        }
        return last;
    }
}
