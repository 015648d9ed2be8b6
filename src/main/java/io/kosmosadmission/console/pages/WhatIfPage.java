package io.kosmosadmission.console.pages;

import io.kosmosadmission.console.Answers;
import io.kosmosadmission.console.BackgroundSimulation;
import io.kosmosadmission.console.Content;
import io.kosmosadmission.console.Page;
import io.kosmosadmission.console.Question;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What stops, moves, waits and is lost where providers go: as {@code simulate} says, and how far that is. */
public final class WhatIfPage implements Page {

    private final Answers answers;
    private final BackgroundSimulation simulation;

    public WhatIfPage(Answers answers, BackgroundSimulation simulation) {
        this.answers = answers;
        this.simulation = simulation;
    }

    /** A provider that may be chosen. */
    public record Choice(String name, boolean chosen) {}

    @Override
    public Content answer(Question question) {
        Set<String> live = answers.state().current().inventory().providers().liveNames();
        Set<String> lost = new TreeSet<>(question.values("lose"));
        Map<String, Object> data = new HashMap<>();
        data.put(
                "choices",
                live.stream().map(name -> new Choice(name, lost.contains(name))).toList());
        data.put("lost", List.copyOf(lost));
        data.put("asked", false);
        if (lost.isEmpty()) {
            return Content.of("What if", "whatif", data);
        }
        if (!live.containsAll(lost)) {
            Set<String> unknown = new TreeSet<>(lost);
            unknown.removeAll(live);
            return Content.message(
                    HttpURLConnection.HTTP_BAD_REQUEST,
                    "What if",
                    "there is no provider \"" + String.join("\", \"", unknown) + "\"; there are: "
                            + String.join(", ", live));
        }
        return question.ownSite() ? simulated(lost, data) : Content.of("What if", "whatif", data);
    }

    private Content simulated(Set<String> lost, Map<String, Object> data) {
        BackgroundSimulation.Known known = simulation.of(lost);
        data.put("asked", true);
        data.put("step", known.step());
        data.put(
                "failure",
                known.answer().map(BackgroundSimulation.Answer::failure).orElse(""));
        data.put(
                "other",
                known.running()
                        .filter(it -> !it.lost().equals(lost))
                        .map(it -> String.join(", ", it.lost()))
                        .orElse(""));
        data.put(
                "seconds",
                known.running()
                        .map(it -> Duration.between(it.since(), Instant.now()).toSeconds())
                        .orElse(0L));
        data.put(
                "outcome",
                known.answer()
                        .flatMap(BackgroundSimulation.Answer::simulated)
                        .<Object>map(LossView::of)
                        .orElse(""));
        return Content.of("What if", "whatif", data).awaiting(known.answer().isEmpty());
    }
}
