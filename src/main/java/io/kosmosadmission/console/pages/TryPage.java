package io.kosmosadmission.console.pages;

import io.kosmosadmission.console.Answers;
import io.kosmosadmission.console.BackgroundAudit;
import io.kosmosadmission.console.Content;
import io.kosmosadmission.console.Lookup;
import io.kosmosadmission.console.Page;
import io.kosmosadmission.console.Question;
import io.kosmosadmission.console.RulesChange;
import io.kosmosadmission.console.Tried;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;

/** Says what admission would say of manifests, and what other rules would change. Nothing of it is kept. */
public final class TryPage implements Page {

    private static final String DEFAULT_NAMESPACE = "default";

    private final Answers answers;
    private final BackgroundAudit audit;
    private final Executor lookups;

    public TryPage(Answers answers, BackgroundAudit audit, Executor lookups) {
        this.answers = answers;
        this.audit = audit;
        this.lookups = lookups;
    }

    /** What came of a trial: of manifests, or of rules. */
    public record Outcome(
            List<ReviewView> reviews,
            int unseen,
            Rows<FindingsPage.FindingRow> added,
            Rows<FindingsPage.FindingRow> removed,
            Rows<String> problems,
            boolean ofRules) {

        public Outcome {
            reviews = List.copyOf(reviews);
        }

        static Outcome of(Tried tried) {
            return new Outcome(
                    tried.reviewed().stream().map(ReviewView::of).toList(),
                    tried.unseen(),
                    Rows.first(List.of()),
                    Rows.first(List.of()),
                    Rows.first(tried.problems()),
                    false);
        }

        static Outcome of(RulesChange change) {
            return new Outcome(
                    List.of(),
                    0,
                    Rows.first(change.added().stream()
                            .map(FindingsPage.FindingRow::of)
                            .toList()),
                    Rows.first(change.removed().stream()
                            .map(FindingsPage.FindingRow::of)
                            .toList()),
                    Rows.first(change.errors()),
                    true);
        }

        /** Returns whether nothing of what was sent could be judged. */
        boolean isRefused() {
            return !problems.isEmpty() && reviews.isEmpty();
        }
    }

    @Override
    public Content answer(Question question) {
        audit.newest(); // so that the cluster is read by the time that something is sent
        String manifest = question.field("manifest");
        String rules = question.field("rules");
        String namespace = question.field("namespace");
        Map<String, Object> data = new HashMap<>();
        data.put("manifest", manifest);
        data.put("rules", rules);
        data.put("namespace", namespace.isEmpty() ? DEFAULT_NAMESPACE : namespace);
        boolean isTried = question.posted() && !(manifest.isEmpty() && rules.isEmpty());
        data.put("tried", isTried);
        if (!isTried) {
            return Content.of("Try", "try", data)
                    .withStatus(question.posted() ? HttpURLConnection.HTTP_BAD_REQUEST : HttpURLConnection.HTTP_OK);
        }
        Lookup<Outcome> lookup = Lookup.begin(lookups, () -> Optional.of(outcome(question)));
        data.put("lookup", lookup);
        boolean isRefused = lookup.soon()
                .flatMap(Lookup.Result::found)
                .filter(Outcome::isRefused)
                .isPresent();
        return Content.of("Try", "try", data)
                .withStatus(isRefused ? HttpURLConnection.HTTP_BAD_REQUEST : HttpURLConnection.HTTP_OK);
    }

    private Outcome outcome(Question question) throws IOException {
        if (!question.field("rules").isEmpty()) {
            return Outcome.of(answers.tryRules(question.values("rules").get(0)));
        }
        String namespace = question.field("namespace");
        return Outcome.of(answers.tryManifests(
                question.values("manifest").get(0), namespace.isEmpty() ? DEFAULT_NAMESPACE : namespace));
    }
}
