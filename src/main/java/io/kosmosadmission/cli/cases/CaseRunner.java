package io.kosmosadmission.cli.cases;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.zjsonpatch.JsonPatchException;
import io.kosmosadmission.admission.ClusterState;
import io.kosmosadmission.admission.Webhook;
import io.kosmosadmission.cli.review.Admission;
import io.kosmosadmission.cli.review.ReviewRequest;
import io.kosmosadmission.cli.review.Wire;
import io.kosmosadmission.config.Configuration;
import io.kosmosadmission.inventory.Inventory;
import io.kosmosadmission.inventory.ObjectCollector;
import io.kosmosadmission.reading.ConfigurationError;
import io.kosmosadmission.reading.ConfigurationReader;
import io.kosmosadmission.reading.HttpAnswer;
import io.kosmosadmission.reading.ManifestReader;
import io.kosmosadmission.reading.UnreadableException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Runs golden cases. A case is a folder; the files in it decide what happens:
 *
 * <ul>
 *   <li>{@code expect.yaml}: {@code about} (a sentence: what the case shows), {@code decision} ({@code allowed},
 *       {@code patched}, {@code denied}, {@code would_patch}, {@code would_deny}), {@code code}, {@code message},
 *       {@code warnings} (a list), {@code status} (HTTP, of a request.body; 200 if absent), {@code errors} (of a wrong
 *       rules.yaml, whole lines in order). Everything is compared exactly; what isn't given must be absent. Unknown
 *       keys are failures
 *   <li>{@code rules.yaml}: the configuration; without it, that of the ConfigMap in the cluster, else no rules. The
 *       errors of wrong rules must be expected, and an object is judged without any rules then
 *   <li>{@code cluster/*.yaml}: manifests of what is in the cluster, read in the order of their names
 *   <li>{@code object.yaml}: what is created, in namespace default if it names none. A Pod goes to /mutate and the
 *       result to /validate, whose decision counts if it denies or would deny; other kinds go to /validate. Warnings
 *       are those of both
 *   <li>{@code old.yaml}: makes the review an UPDATE; {@code user.yaml}: its userInfo
 *   <li>{@code request.body}: instead of object.yaml, the raw body for both webhooks. Where the expected status isn't
 *       200, both must answer with that status, and the response's body is {@code message}, if that is given
 *   <li>{@code patched.yaml}: the exact result, where there is a patch
 * </ul>
 *
 * <p>Besides, every case is checked for this: a second review of the result gives no patch; the patch has only add
 * operations; nothing of the user's is lost; each constraint and anti-affinity term that is added selects the pod
 * itself; every file in the folder was used.
 */
public final class CaseRunner {

    private final Wire wire;

    public CaseRunner(Wire wire) {
        this.wire = wire;
    }

    /** Returns the folders of the cases in or below a folder, in the order of their paths. */
    public static List<Path> find(Path root) throws IOException {
        return CaseFolder.find(root);
    }

    /** Runs a case. Returns what differs from what is expected, for people; empty where the case passes. */
    public List<String> run(Path folder) {
        List<String> failures = new ArrayList<>();
        try {
            run(new CaseFolder(folder), failures);
        } catch (IOException unreadable) {
            failures.add(unreadable.getMessage());
        } catch (JsonPatchException wrong) {
            failures.add("the patch can't be applied: " + wrong.getMessage());
        } catch (RuntimeException bug) {
            StringWriter trace = new StringWriter();
            bug.printStackTrace(new PrintWriter(trace));
            failures.add("an error of the webhook's own: " + trace);
        }
        return List.copyOf(failures);
    }

    private void run(CaseFolder folder, List<String> failures) throws IOException {
        Expectation expected = Expectation.read(
                folder.object(CaseFolder.EXPECT).orElseThrow(() -> new UnreadableException("expect.yaml is missing")));
        ClusterState state = state(folder, expected, failures);
        Optional<ObjectNode> object = folder.object(CaseFolder.OBJECT);
        Optional<byte[]> body = object.isPresent() ? Optional.empty() : folder.bytes(CaseFolder.BODY);
        if (object.isPresent()) {
            new CaseReview(folder, expected, new Admission(wire, state), failures).review(object.get());
        } else if (body.isPresent()) {
            reviewBody(folder, expected, body.get(), state, failures);
        } else if (expected.errors().isEmpty() || expected.decision().isPresent()) {
            failures.add("there is neither object.yaml nor request.body");
        }
        folder.unused().forEach(name -> failures.add(name + " was not used"));
    }

    private void reviewBody(
            CaseFolder folder, Expectation expected, byte[] body, ClusterState state, List<String> failures)
            throws IOException {
        boolean answered = true;
        for (Webhook webhook : Webhook.values()) {
            HttpAnswer answer = wire.review(state, webhook, body);
            answered &= answer.status() == Expectation.OK;
            if (answer.status() != expected.status()) {
                failures.add(webhook + " status: expected " + expected.status() + ", was " + answer.status());
            }
            String message = new String(answer.body(), StandardCharsets.UTF_8).strip();
            if (answer.status() != Expectation.OK
                    && !expected.message().orElse(message).equals(message)) {
                failures.add(
                        webhook + " message: expected " + expected.message().get() + ", was " + message);
            }
        }
        if (answered) {
            new CaseReview(folder, expected, new Admission(wire, state), failures)
                    .review(ReviewRequest.ofBody(body), true);
        }
    }

    private static ClusterState state(CaseFolder folder, Expectation expected, List<String> failures)
            throws IOException {
        ObjectCollector collector = new ObjectCollector();
        ManifestReader reader = new ManifestReader(collector);
        for (String file : folder.cluster()) {
            byte[] manifests = folder.bytes(file).orElseThrow();
            reader.read(new ByteArrayInputStream(manifests), file);
        }
        Optional<String> rules = folder.text(CaseFolder.RULES).or(reader::rules);
        ConfigurationReader.Result read = rules.map(text -> new ConfigurationReader().read(CaseFolder.RULES, text))
                .orElse(new ConfigurationReader.Result(Configuration.DEFAULT, List.of()));
        List<String> errors =
                read.errors().stream().map(ConfigurationError::toString).toList();
        CaseReview.compareLines("errors", expected.errors(), errors, failures);
        return new ClusterState(read.configuration(), Inventory.of(read.configuration(), collector.collected()));
    }
}
