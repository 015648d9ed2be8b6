package io.kosmosadmission.cli.cases;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kosmosadmission.admission.Webhook;
import io.kosmosadmission.cli.review.Admission;
import io.kosmosadmission.cli.review.ManifestKind;
import io.kosmosadmission.cli.review.ReviewAnswer;
import io.kosmosadmission.cli.review.ReviewRequest;
import io.kosmosadmission.cli.review.Trees;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Reviews the object of one case and compares the outcome with what is expected. */
final class CaseReview {

    private static final String NAMESPACE = "default";

    private final CaseFolder folder;
    private final Expectation expected;
    private final Admission admission;
    private final List<String> failures;

    CaseReview(CaseFolder folder, Expectation expected, Admission admission, List<String> failures) {
        this.folder = folder;
        this.expected = expected;
        this.admission = admission;
        this.failures = failures;
    }

    void review(ObjectNode object) throws IOException {
        String namespace = object.at("/metadata/namespace").asText(NAMESPACE);
        ReviewRequest request =
                ReviewRequest.of(object, folder.object(CaseFolder.OLD), folder.object(CaseFolder.USER), namespace);
        review(request, ManifestKind.of(object).isPod());
    }

    void review(ReviewRequest request, boolean byBoth) throws IOException {
        Admission.Outcome outcome = byBoth ? admission.throughBoth(request) : admission.throughValidating(request);
        compare(outcome.answer());
        if (outcome.answer().isPatched()) {
            failures.addAll(PatchLaws.broken(outcome.answer().patch(), request.object(), outcome.object()));
            JsonNode again = admission
                    .ask(Webhook.mutate, request.withObject(outcome.object()))
                    .patch();
            if (!again.isEmpty()) {
                failures.add("a second review of the result gives a patch again: " + again);
            }
            compare(outcome);
        }
    }

    private void compare(Admission.Outcome outcome) throws IOException {
        Optional<ObjectNode> patched = folder.object(CaseFolder.PATCHED);
        if (patched.isPresent()) {
            TreeDifference.between(patched.get(), outcome.object())
                    .forEach(line -> failures.add("patched.yaml " + line));
        } else if (!outcome.answer().isDenied()) {
            failures.add("patched.yaml is missing; the result is\n" + Trees.yaml(outcome.object()));
        }
    }

    private void compare(ReviewAnswer answer) {
        compare("decision", expected.decision(), Optional.of(answer.decision()));
        compare("code", expected.code(), answer.code());
        compare("message", expected.message(), answer.message());
        compareLines("warnings", expected.warnings(), answer.warnings(), failures);
    }

    private void compare(String what, Optional<String> wanted, Optional<String> actual) {
        if (!wanted.equals(actual)) {
            failures.add(what + ": expected " + wanted.orElse("none") + "\n" + " ".repeat(what.length() + 1)
                    + " but was  " + actual.orElse("none"));
        }
    }

    static void compareLines(String what, List<String> wanted, List<String> actual, List<String> failures) {
        if (wanted.equals(actual)) {
            return;
        }
        List<String> missing =
                wanted.stream().filter(line -> !actual.contains(line)).toList();
        List<String> unexpected =
                actual.stream().filter(line -> !wanted.contains(line)).toList();
        missing.forEach(line -> failures.add(what + ": missing    " + line));
        unexpected.forEach(line -> failures.add(what + ": unexpected " + line));
        if (missing.isEmpty() && unexpected.isEmpty()) {
            failures.add(what + ": in another order, or not as often: " + String.join(" | ", actual));
        }
    }
}
