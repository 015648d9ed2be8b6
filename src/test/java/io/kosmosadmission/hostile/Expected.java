package io.kosmosadmission.hostile;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.fabric8.zjsonpatch.JsonPatch;
import io.fabric8.zjsonpatch.JsonPatchException;
import io.kosmosadmission.admission.AdmissionRequest;
import io.kosmosadmission.admission.CannotJudgeException;
import io.kosmosadmission.admission.ClusterState;
import io.kosmosadmission.admission.Decision;
import io.kosmosadmission.admission.LookupFailedException;
import io.kosmosadmission.admission.ReviewStep;
import io.kosmosadmission.admission.Reviewer;
import io.kosmosadmission.admission.Webhook;
import io.kosmosadmission.cli.cases.PatchLaws;
import io.kosmosadmission.config.Mode;
import io.kosmosadmission.reading.HttpAnswer;
import io.kosmosadmission.reading.HttpReviews;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * What holds for the answer to any body: a status of the wire's, never a 500; JSON with the same uid; a patch that can be
 * applied to what was sent, only adds, and takes nothing away. A cluster is asked where that is needed, and doesn't answer.
 */
final class Expected {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ObjectReader STRICT = JSON.reader().with(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY);
    private static final Set<Integer> STATUSES = Set.of(200, 400, 413);

    private final HttpReviews reviews = new HttpReviews();
    private final Reviewer reviewer = new Reviewer(Mode.Enforce);

    /** The answer that a server would give. Throws where that would be a 500. */
    HttpAnswer answer(ClusterState state, Webhook webhook, byte[] body) {
        return reviews.read(body, state.readsResources())
                .match(
                        request -> reviews.answer(request, decision(state, webhook, request)),
                        HttpReviews.Body.Refused::answer);
    }

    private Decision decision(ClusterState state, Webhook webhook, AdmissionRequest request) {
        try {
            return decision(reviewer.begin(webhook, request, state));
        } catch (CannotJudgeException namespaceUnknown) {
            return reviewer.review(
                    webhook, request, state); // as on files, where a namespace that isn't there has no labels
        }
    }

    private static Decision decision(ReviewStep step) {
        return step.match(
                Function.identity(),
                needs ->
                        decision(needs.unread().apply(new LookupFailedException("nobody answers", new IOException()))));
    }

    /** What is wrong with an answer; empty where nothing is. */
    static List<String> wrong(byte[] body, HttpAnswer answer) {
        if (!STATUSES.contains(answer.status())) {
            return List.of("status " + answer.status());
        }
        if (answer.status() != HttpAnswer.OK) {
            return List.of();
        }
        try {
            JsonNode response = JSON.readTree(answer.body()).path("response");
            return request(body).map(request -> wrong(request, response)).orElse(List.of());
        } catch (IOException notJson) {
            return List.of(notJson.toString());
        }
    }

    /** The request of a body; empty where a field is written twice: nobody says then what a patch would be applied to. */
    private static Optional<JsonNode> request(byte[] body) {
        try {
            return Optional.of(STRICT.readTree(body).path("request"));
        } catch (IOException writtenTwice) {
            return Optional.empty();
        }
    }

    private static List<String> wrong(JsonNode request, JsonNode response) {
        List<String> wrong = new ArrayList<>();
        if (!request.path("uid").equals(response.path("uid"))) {
            wrong.add("uid " + response.path("uid"));
        }
        if (!response.path("allowed").isBoolean()) {
            wrong.add("neither allowed nor denied");
        }
        response.path("warnings").forEach(warning -> {
            if (!warning.isTextual() || warning.asText().isBlank()) {
                wrong.add("warning " + warning);
            }
        });
        if (response.has("patch")) {
            try {
                JsonNode patch = JSON.readTree(response.get("patch").binaryValue());
                JsonNode result = JsonPatch.apply(patch, request.path("object"));
                // What an UPDATE gets back selects what its old labels said, and of it alone that isn't asked.
                boolean update = request.path("oldObject").isObject();
                JsonNode selecting = update ? result : MissingNode.getInstance();
                wrong.addAll(PatchLaws.broken(patch, request.path("object"), selecting, result));
            } catch (JsonPatchException | IOException notApplicable) {
                wrong.add("patch " + response.get("patch") + ": " + notApplicable);
            }
        }
        return wrong;
    }
}
