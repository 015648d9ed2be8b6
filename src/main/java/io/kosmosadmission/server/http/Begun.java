package io.kosmosadmission.server.http;

import io.kosmosadmission.admission.AdmissionRequest;
import io.kosmosadmission.admission.ReviewStep;
import io.kosmosadmission.admission.Webhook;
import io.kosmosadmission.reading.HttpAnswer;
import java.util.Optional;
import java.util.function.Function;

/**
 * The result of beginning with a body: an answer, or a review that waits for look-ups, with its decoded request. counted is
 * false for what the metrics leave out.
 */
sealed interface Begun {

    record Answered(HttpAnswer answer, boolean counted) implements Begun {}

    record Waiting(Webhook webhook, AdmissionRequest request, boolean counted, ReviewStep.Needs needs)
            implements Begun {}

    default <T> T match(Function<HttpAnswer, T> answered, Function<Waiting, T> waiting) {
        return this instanceof Answered it ? answered.apply(it.answer()) : waiting.apply((Waiting) this);
    }

    default Optional<Answered> ifAnswered() {
        return this instanceof Answered it ? Optional.of(it) : Optional.empty();
    }
}
