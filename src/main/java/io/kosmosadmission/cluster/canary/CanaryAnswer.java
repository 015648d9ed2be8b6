package io.kosmosadmission.cluster.canary;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kosmosadmission.admission.CanaryReview;
import io.kosmosadmission.cluster.api.ApiErrors;
import io.kosmosadmission.cluster.api.WebhookConfigurations;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What the API server's answer to the canary says.
 *
 * @param sentence for people: the API server's own where it gave one; empty where all is well
 */
record CanaryAnswer(Verdict verdict, String sentence) {

    enum Verdict {
        /** Both webhooks were called. */
        Called,
        /** One of them was not. */
        NotCalled,
        /** The pod is refused for another reason, so that nobody knows. */
        Refused,
        /** The API server gave no answer that says anything. */
        Silent
    }

    static final CanaryAnswer CALLED = new CanaryAnswer(Verdict.Called, "");

    /** It begins so where an entry of ours can't be called, and its failurePolicy is Fail. */
    private static final Pattern NOT_CALLED =
            Pattern.compile("^(Internal error occurred: )?failed calling webhook \"[^\"]*kosmos-admission\\.io\"");

    /** It begins so where a webhook refuses, which may say any code. */
    private static final Pattern OF_ANOTHER = Pattern.compile("^admission webhook \"[^\"]*\" denied");

    /** As long as an Event's message may be. Another webhook may say anything. */
    private static final int LONGEST = 1_024;

    private static final int TOO_MANY_REQUESTS = 429;

    /** What an API server says that is busy, going or coming. */
    private static final Set<Integer> SILENT = Set.of(
            TOO_MANY_REQUESTS,
            HttpURLConnection.HTTP_BAD_GATEWAY,
            HttpURLConnection.HTTP_UNAVAILABLE,
            HttpURLConnection.HTTP_GATEWAY_TIMEOUT);

    private static final ObjectMapper JSON = new ObjectMapper();

    static CanaryAnswer silent(String why) {
        return new CanaryAnswer(Verdict.Silent, why);
    }

    /** Judges the answer to a canary. warnings are its headers of that name. */
    static CanaryAnswer of(int code, List<String> warnings, byte[] body) {
        if (isCreated(code)) {
            return created(warnings, body);
        }
        String sentence = cut(ApiErrors.of(code, body));
        if (SILENT.contains(code) && !OF_ANOTHER.matcher(sentence).find()) {
            return silent(sentence);
        }
        boolean notCalled = code == HttpURLConnection.HTTP_INTERNAL_ERROR
                && NOT_CALLED.matcher(sentence).find();
        return new CanaryAnswer(notCalled ? Verdict.NotCalled : Verdict.Refused, sentence);
    }

    private static String cut(String sentence) {
        return sentence.length() <= LONGEST ? sentence : sentence.substring(0, LONGEST - 1) + "…";
    }

    private static boolean isCreated(int code) {
        return code == HttpURLConnection.HTTP_CREATED || code == HttpURLConnection.HTTP_OK;
    }

    /** Nothing failed, so that what is missing was not asked for. */
    private static CanaryAnswer created(List<String> warnings, byte[] body) {
        Optional<Boolean> annotated = annotated(body);
        if (annotated.isEmpty()) {
            return silent("the API server's answer is no pod");
        }
        if (!annotated.get()) {
            return notAsked(WebhookConfigurations.MUTATING);
        }
        return warnings.stream().anyMatch(warning -> warning.contains(CanaryReview.WARNING))
                ? CALLED
                : notAsked(WebhookConfigurations.VALIDATING);
    }

    private static Optional<Boolean> annotated(byte[] body) {
        try {
            JsonNode pod = JSON.readTree(body);
            return pod.path("kind").asText().equals("Pod")
                    ? Optional.of(pod.path("metadata").path("annotations").has(CanaryReview.CALLED))
                    : Optional.empty();
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    private static CanaryAnswer notAsked(String kind) {
        return new CanaryAnswer(
                Verdict.NotCalled,
                kind + " " + WebhookConfigurations.NAME + " has no fail-closed entry that takes a pod of namespace "
                        + CanaryReview.NAMESPACE + ", which may lack its label: apply the manifests again");
    }

    /**
     * Returns whether the answer says that a required anti-affinity over providers is forbidden; empty where it doesn't say.
     */
    static Optional<Boolean> forbidsAntiAffinity(int code, byte[] body) {
        if (isCreated(code)) {
            return Optional.of(false);
        }
        boolean forbidden = code == HttpURLConnection.HTTP_FORBIDDEN
                && ApiErrors.of(code, body).contains("only key kubernetes.io/hostname is allowed");
        return forbidden ? Optional.of(true) : Optional.empty();
    }
}
