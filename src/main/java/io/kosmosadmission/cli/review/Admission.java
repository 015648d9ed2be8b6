package io.kosmosadmission.cli.review;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.zjsonpatch.JsonPatch;
import io.kosmosadmission.admission.ClusterState;
import io.kosmosadmission.admission.Webhook;
import io.kosmosadmission.reading.HttpAnswer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Takes an object through the webhooks as the API server does. */
public final class Admission {

    private final Wire wire;
    private final ClusterState state;

    public Admission(Wire wire, ClusterState state) {
        this.wire = wire;
        this.state = state;
    }

    /** The result for an object: the answer, the object before it, and as it was patched, or unchanged. */
    public record Outcome(ReviewAnswer answer, JsonNode before, JsonNode object) {}

    /** Asks the mutating webhook, and then the validating one with the object that the first returned. */
    public Outcome throughBoth(ReviewRequest request) throws IOException {
        Outcome mutated = throughMutating(request);
        ReviewRequest after = mutated.answer().isPatched() ? request.withObject(mutated.object()) : request;
        return new Outcome(mutated.answer().then(ask(Webhook.validate, after)), request.object(), mutated.object());
    }

    public Outcome throughMutating(ReviewRequest request) throws IOException {
        ReviewAnswer answer = ask(Webhook.mutate, request);
        return new Outcome(
                answer,
                request.object(),
                answer.isPatched() ? JsonPatch.apply(answer.patch(), request.object()) : request.object());
    }

    public Outcome throughValidating(ReviewRequest request) throws IOException {
        return new Outcome(ask(Webhook.validate, request), request.object(), request.object());
    }

    public ReviewAnswer ask(Webhook webhook, ReviewRequest request) throws IOException {
        HttpAnswer answer = wire.review(state, webhook, request.bytes());
        if (answer.status() != HttpAnswer.OK) {
            throw new RefusedException(answer.status(), new String(answer.body(), StandardCharsets.UTF_8).strip());
        }
        ReviewAnswer read = ReviewAnswer.read(answer.body());
        if (!read.uid().equals(request.uid())) {
            throw new IllegalStateException("the answer's uid is \"" + read.uid() + "\", not the request's");
        }
        return read;
    }
}
