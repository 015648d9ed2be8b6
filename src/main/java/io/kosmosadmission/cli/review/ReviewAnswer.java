package io.kosmosadmission.cli.review;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.kosmosadmission.admission.Reason;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An answer as the API server gets it.
 *
 * @param decision a decision in the metric's words
 * @param code the code at the beginning of message; empty where there is none
 * @param message why it was denied; empty where it wasn't
 * @param rule the rule that took part, if any
 * @param reason a reason in the metric's words
 * @param patch a list of operations, empty where nothing is changed
 */
public record ReviewAnswer(
        String uid,
        String decision,
        Optional<String> code,
        Optional<String> message,
        List<String> warnings,
        Optional<String> rule,
        String reason,
        JsonNode patch) {

    static final String ALLOWED = "allowed";
    static final String PATCHED = "patched";
    static final String DENIED = "denied";
    static final String WOULD_PATCH = "would_patch";
    static final String WOULD_DENY = "would_deny";

    public static final List<String> DECISIONS = List.of(ALLOWED, PATCHED, DENIED, WOULD_PATCH, WOULD_DENY);

    private static final Pattern CODE = Pattern.compile("^\\[(KA\\d+)] ");

    public ReviewAnswer {
        warnings = List.copyOf(warnings);
    }

    static ReviewAnswer read(byte[] body) throws IOException {
        JsonNode response = Trees.JSON.readTree(body).path("response");
        JsonNode patch = response.has("patch")
                ? Trees.JSON.readTree(response.get("patch").binaryValue())
                : JsonNodeFactory.instance.arrayNode();
        List<String> warnings = new ArrayList<>();
        response.path("warnings").forEach(warning -> warnings.add(warning.asText()));
        Optional<String> message = text(response.at("/status/message"));
        return new ReviewAnswer(
                response.path("uid").asText(),
                decision(response),
                message.map(CODE::matcher).filter(Matcher::find).map(found -> found.group(1)),
                message,
                warnings,
                text(response.at("/auditAnnotations/rule")),
                response.at("/auditAnnotations/reason").asText(),
                patch);
    }

    private static Optional<String> text(JsonNode value) {
        return value.isTextual() ? Optional.of(value.asText()) : Optional.empty();
    }

    private static String decision(JsonNode response) {
        if (!response.path("allowed").asBoolean()) {
            return DENIED;
        }
        return response.has("patch")
                ? PATCHED
                : wouldBe(reason(response.at("/auditAnnotations/reason").asText()));
    }

    private static Reason reason(String label) {
        return Arrays.stream(Reason.values())
                .filter(reason -> reason.label().equals(label))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the answer's reason is \"" + label + "\""));
    }

    /**
     * Returns the decision of a review that was allowed without a patch. Where its reason would deny or patch, that
     * wasn't enforced.
     */
    private static String wouldBe(Reason reason) {
        return switch (reason) {
            case Placed, Kept, NodeLabelled -> WOULD_PATCH;
            case Boundary, EmptyTarget, Storage, Guard, LoadBalancer, Rules -> WOULD_DENY;
            case NotHandled,
                    Exempt,
                    Disabled,
                    MirrorPod,
                    NodeNameSet,
                    DaemonSetPod,
                    NothingToAdd,
                    Called,
                    Conforms,
                    Grandfathered -> ALLOWED;
        };
    }

    public boolean isDenied() {
        return decision.equals(DENIED);
    }

    public boolean isPatched() {
        return !patch.isEmpty();
    }

    ReviewAnswer withoutWarnings() {
        return new ReviewAnswer(uid, decision, code, message, List.of(), rule, reason, patch);
    }

    /**
     * Combines this answer of the mutating webhook with the validating one's, which decides where it denies or would
     * deny.
     */
    ReviewAnswer then(ReviewAnswer validated) {
        boolean objected = validated.isDenied() || validated.decision.equals(WOULD_DENY);
        List<String> all = new ArrayList<>(warnings);
        all.addAll(validated.warnings);
        return new ReviewAnswer(
                uid,
                objected ? validated.decision : decision,
                validated.code,
                validated.message,
                all.stream().distinct().toList(),
                rule.or(() -> validated.rule),
                objected ? validated.reason : reason,
                patch);
    }
}
