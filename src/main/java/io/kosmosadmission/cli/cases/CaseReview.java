package io.kosmosadmission.cli.cases;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kosmosadmission.admission.ClusterState;
import io.kosmosadmission.admission.Webhook;
import io.kosmosadmission.cli.review.Admission;
import io.kosmosadmission.cli.review.ManifestKind;
import io.kosmosadmission.cli.review.ReviewRequest;
import io.kosmosadmission.cli.review.Trees;
import io.kosmosadmission.cli.review.Wire;
import io.kosmosadmission.config.Configuration;
import io.kosmosadmission.inventory.Inventory;
import io.kosmosadmission.inventory.ObjectCollector;
import io.kosmosadmission.reading.ConfigurationError;
import io.kosmosadmission.reading.ConfigurationReader;
import io.kosmosadmission.reading.HttpAnswer;
import io.kosmosadmission.reading.ManifestReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reviews the object of one case, once, and compares the outcome with what is expected. */
final class CaseReview {

    private static final String NAMESPACE = "default";

    private final CaseFolder folder;
    private final Wire wire;
    private final Expectation expected;
    private final List<String> broken = new ArrayList<>();
    private final List<String> differences = new ArrayList<>();
    private Expectation answered;
    private Optional<JsonNode> patched = Optional.empty();

    CaseReview(CaseFolder folder, Wire wire) throws IOException {
        this.folder = folder;
        this.wire = wire;
        this.expected = folder.expectation();
        this.answered = expected;
    }

    CaseOutcome outcome() throws IOException {
        ClusterState state = state();
        Optional<ObjectNode> object = folder.object(CaseFolder.OBJECT);
        Optional<byte[]> body = object.isPresent() ? Optional.empty() : folder.bytes(CaseFolder.BODY);
        if (object.isPresent()) {
            review(object.get(), state);
        } else if (body.isPresent()) {
            review(body.get(), state);
        } else if (expected.errors().isEmpty() || expected.decision().isPresent()) {
            broken.add("there is neither object.yaml nor request.body");
        }
        for (String name : folder.unused()) {
            (name.equals(CaseFolder.PATCHED) ? differences : broken).add(name + " was not used");
        }
        return new CaseOutcome(expected, answered, patched, broken, differences);
    }

    private ClusterState state() throws IOException {
        ObjectCollector collector = new ObjectCollector();
        ManifestReader reader = new ManifestReader(collector);
        for (Map.Entry<String, byte[]> file : folder.cluster(expected.cluster()).entrySet()) {
            reader.read(new ByteArrayInputStream(file.getValue()), file.getKey());
        }
        Optional<String> rules = folder.text(CaseFolder.RULES).or(reader::rules);
        ConfigurationReader.Result read = rules.map(text -> new ConfigurationReader().read(CaseFolder.RULES, text))
                .orElse(new ConfigurationReader.Result(Configuration.DEFAULT, List.of()));
        List<String> errors =
                read.errors().stream().map(ConfigurationError::toString).toList();
        broken.addAll(Expectation.differences("errors", expected.errors(), errors));
        Inventory inventory = Inventory.of(read.configuration(), collector.collected());
        return new ClusterState(read.configuration(), inventory.at(Instant.now()));
    }

    private void review(ObjectNode object, ClusterState state) throws IOException {
        ManifestKind kind = ManifestKind.of(object);
        String namespace = object.at("/metadata/namespace").asText(kind.isNode() ? "" : NAMESPACE);
        ReviewRequest request =
                ReviewRequest.of(object, folder.object(CaseFolder.OLD), folder.object(CaseFolder.USER), namespace);
        review(request, kind, state);
    }

    private void review(byte[] body, ClusterState state) throws IOException {
        HttpAnswer mutated = wire.review(state, Webhook.mutate, body);
        HttpAnswer validated = wire.review(state, Webhook.validate, body);
        compareStatus(Webhook.mutate, mutated);
        compareStatus(Webhook.validate, validated);
        String sentence = sentence(mutated);
        boolean isSaidApart = expected.message().isPresent()
                && mutated.status() != Expectation.OK
                && !sentence.equals(sentence(validated));
        if (mutated.status() != validated.status() || isSaidApart) {
            broken.add("the webhooks answer apart: " + mutated.status() + " " + sentence + "\n" + validated.status()
                    + " " + sentence(validated));
        } else if (mutated.status() == Expectation.OK) {
            Admission admission = new Admission(wire, state);
            ReviewRequest request = ReviewRequest.ofBody(body);
            compare(request, admission.throughBoth(request), admission);
        } else {
            compare(expected.answeredBy(mutated.status(), sentence));
        }
    }

    private void compareStatus(Webhook webhook, HttpAnswer answer) {
        if (answer.status() != expected.status()) {
            differences.add(webhook + " status: expected " + expected.status() + ", was " + answer.status());
        }
    }

    private static String sentence(HttpAnswer answer) {
        return new String(answer.body(), StandardCharsets.UTF_8).strip();
    }

    private void review(ReviewRequest request, ManifestKind kind, ClusterState state) throws IOException {
        Admission admission = new Admission(wire, state);
        if (kind.isNode()) {
            compare(request, admission.throughMutating(request), admission);
        } else {
            compare(
                    request,
                    kind.isPod() ? admission.throughBoth(request) : admission.throughValidating(request),
                    admission);
        }
    }

    private void compare(ReviewRequest request, Admission.Outcome outcome, Admission admission) throws IOException {
        compare(expected.answeredBy(outcome.answer()));
        if (outcome.answer().isPatched()) {
            patched = Optional.of(outcome.object());
            broken.addAll(PatchLaws.broken(
                    outcome.answer().patch(), request.object(), request.oldObject(), outcome.object()));
            JsonNode again = admission
                    .ask(Webhook.mutate, request.withObject(outcome.object()))
                    .patch();
            if (!again.isEmpty()) {
                broken.add("a second review of the result gives a patch again: " + again);
            }
            compareResult(outcome);
        }
    }

    private void compare(Expectation answer) {
        answered = answer;
        differences.addAll(expected.differences(answer));
    }

    private void compareResult(Admission.Outcome outcome) throws IOException {
        Optional<ObjectNode> wanted = folder.object(CaseFolder.PATCHED);
        if (wanted.isPresent()) {
            TreeDifference.between(wanted.get(), outcome.object())
                    .forEach(line -> differences.add("patched.yaml " + line));
        } else if (!outcome.answer().isDenied()) {
            differences.add("patched.yaml is missing; the result is\n" + Trees.yaml(outcome.object()));
        }
    }
}
