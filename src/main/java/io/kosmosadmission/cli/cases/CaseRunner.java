package io.kosmosadmission.cli.cases;

import io.fabric8.zjsonpatch.JsonPatchException;
import io.kosmosadmission.cli.review.Wire;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs golden cases. A case is a folder; the files in it decide what happens:
 *
 * <ul>
 *   <li>{@code expect.yaml}: {@code about} (a sentence: what the case shows), {@code decision} ({@code allowed},
 *       {@code patched}, {@code denied}, {@code would_patch}, {@code would_deny}), {@code code}, {@code message},
 *       {@code warnings} (a list), {@code status} (HTTP, of a request.body; 200 if absent), {@code errors} (of a wrong
 *       rules.yaml, whole lines in order). Everything is compared exactly; what isn't given must be absent. Unknown
 *       keys are failures. {@code cluster} names a shared cluster
 *   <li>{@code rules.yaml}: the configuration; without it, that of the ConfigMap in the cluster, else no rules. The
 *       errors of wrong rules must be expected, and an object is judged without any rules then
 *   <li>{@code cluster/*.yaml}: manifests of what is in the cluster, read in the order of their names; or, for a cluster
 *       that several cases share, {@code clusters/NAME/*.yaml}, where {@code clusters} is the nearest folder of that name
 *       in a folder above the case. A case has one or the other
 *   <li>{@code object.yaml}: what is created, in namespace default if it names none. A Pod goes to /mutate and the
 *       result to /validate, whose decision counts if it denies or would deny; other kinds go to /validate. Warnings
 *       are those of both. One that has our annotation {@code placed} counts as a copy, as the API server would note it
 *   <li>{@code old.yaml}: makes the review an UPDATE; {@code user.yaml}: its userInfo
 *   <li>{@code request.body}: instead of object.yaml, the raw body for both webhooks. Where the expected status isn't
 *       200, both must answer with that status, and the response's body is {@code message}, if that is given
 *   <li>{@code patched.yaml}: the exact result, where there is a patch
 * </ul>
 *
 * <p>Besides, every case is checked for this: a second review of the result gives no patch; the patch has only add
 * operations; nothing of the user's is lost; each constraint and anti-affinity term that is added selects the pod
 * itself; every file in the folder was used, and every one of the shared cluster but its README.md.
 */
public final class CaseRunner {

    private final Wire wire;

    public CaseRunner(Wire wire) {
        this.wire = wire;
    }

    /**
     * What an update of a case came to.
     *
     * @param failures what no update mends, for people; nothing was changed then
     * @param changes the files that were changed, by their names, with what was done to them
     */
    public record Update(List<String> failures, List<String> changes) {

        public Update {
            failures = List.copyOf(failures);
            changes = List.copyOf(changes);
        }
    }

    private interface Attempt {

        /** Returns the failures. */
        List<String> run() throws IOException;
    }

    /** Returns the folders of the cases in or below a folder, in the order of their paths. */
    public static List<Path> find(Path root) throws IOException {
        return CaseFolder.find(root);
    }

    /** Returns the sentence that says what a case shows. Throws where its expect.yaml can't be read. */
    public static String about(Path folder) throws IOException {
        return new CaseFolder(folder).expectation().about();
    }

    /** Runs a case. Returns what differs from what is expected, for people; empty where the case passes. */
    public List<String> run(Path folder) {
        return failures(
                () -> new CaseReview(new CaseFolder(folder), wire).outcome().failures());
    }

    /**
     * Runs a case and rewrites its patched.yaml, and decision, code, message, warnings and status in its expect.yaml, to
     * what was answered. Where a law is broken, a file wasn't used or the errors of rules.yaml are others, nothing is
     * written.
     */
    public Update update(Path folder) {
        List<String> changes = new ArrayList<>();
        List<String> failures = failures(() -> {
            CaseFolder files = new CaseFolder(folder);
            CaseOutcome outcome = new CaseReview(files, wire).outcome();
            if (!outcome.broken().isEmpty()) {
                return outcome.failures();
            }
            changes.addAll(new CaseUpdate(files, outcome).write());
            return List.of();
        });
        return new Update(failures, changes);
    }

    private static List<String> failures(Attempt attempt) {
        try {
            return attempt.run();
        } catch (IOException unreadable) {
            return List.of(unreadable.getMessage());
        } catch (JsonPatchException wrong) {
            return List.of("the patch can't be applied: " + wrong.getMessage());
        } catch (RuntimeException bug) {
            StringWriter trace = new StringWriter();
            bug.printStackTrace(new PrintWriter(trace));
            return List.of("an error of the webhook's own: " + trace);
        }
    }
}
