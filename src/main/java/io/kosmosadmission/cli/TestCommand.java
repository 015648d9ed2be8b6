package io.kosmosadmission.cli;

import io.kosmosadmission.cli.cases.CaseRunner;
import io.kosmosadmission.cli.review.InMemoryWire;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code test DIR...}: runs golden cases. */
@Command(
        name = "test",
        header = "Run golden cases: folders that show what admission must say and change.",
        description = {
            "A case is a folder, found at any depth:",
            "  expect.yaml     about (a sentence: what the case shows), decision (allowed, patched, denied,",
            "                  would_patch, would_deny), code, message, warnings (list), errors (list: those",
            "                  of a wrong rules.yaml), status (HTTP, of a request.body). All of it is exact:",
            "                  what isn't said must not be. cluster: NAME is a cluster that cases share",
            "  rules.yaml      the configuration",
            "  cluster/*.yaml  manifests of what is in the cluster",
            "  object.yaml     what is created: a Pod goes to both webhooks, a Node to /mutate, other kinds",
            "                  to /validate",
            "  old.yaml        makes it an UPDATE",
            "  user.yaml       the userInfo",
            "  request.body    instead of object.yaml, a raw body for both webhooks",
            "  patched.yaml    the exact result, where there is a patch",
            "A shared cluster is a folder of manifests, clusters/NAME/*.yaml, that takes the place of the",
            "case's own cluster/*.yaml. The nearest folder clusters counts: it is looked for beside the case,",
            "then in each folder above it, those above DIR too, and in no other once one is found. A",
            "README.md beside the manifests may say what the cluster is.",
            "",
            "Held for every case: a second review gives no patch, only add operations are used, nothing of",
            "the user's is lost, each selector that is added selects the pod itself, every file was used.",
            "What fails is printed, and the counts.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  kosmos-admission test cases",
            "  kosmos-admission test cases/payments cases/storage/a-claim-of-aws-is-denied",
            "  kosmos-admission test --list cases",
            "  kosmos-admission test --update cases/payments"
        })
final class TestCommand implements Callable<Integer> {

    /** Does something else than to run the cases. */
    private static final class Instead {

        @Option(names = "--list", description = "Print the path of each case, and what it shows; run nothing.")
        private boolean list;

        @Option(
                names = "--update",
                description = {
                    "Rewrite patched.yaml and, in expect.yaml, decision, code, message,",
                    "warnings and status to what was answered. Nothing is written for a case",
                    "that breaks what is held for every case, or whose rules.yaml has other",
                    "errors than expected: it fails as before."
                })
        private boolean update;
    }

    /** What came of the cases so far. */
    private static final class Counts {
        private int cases;
        private int updated;
        private int failed;

        @Override
        public String toString() {
            return cases
                    + (cases == 1 ? " case, " : " cases, ")
                    + (updated == 0 ? "" : updated + " updated, ")
                    + (failed == 0 ? "all pass" : failed + " failed");
        }
    }

    @Mixin
    private HelpOption help;

    @Spec
    private CommandSpec spec;

    @ArgGroup
    private Instead instead = new Instead();

    @Option(
            names = {"-v", "--verbose"},
            description = "Print the cases that pass, too.")
    private boolean verbose;

    @Parameters(paramLabel = "DIR", arity = "1..*", description = "A case, or a folder of cases.")
    private List<Path> folders;

    private final CaseRunner runner = new CaseRunner(new InMemoryWire());

    @Override
    public Integer call() throws IOException {
        List<Path> cases = new ArrayList<>();
        for (Path folder : folders) {
            List<Path> found = Files.isDirectory(folder) ? CaseRunner.find(folder) : List.of();
            if (found.isEmpty()) {
                spec.commandLine().getErr().println(folder + ": no case: no folder with an expect.yaml");
                return ExitCode.UNUSABLE;
            }
            cases.addAll(found);
        }
        return instead.list ? list(cases) : run(cases);
    }

    private int list(List<Path> cases) {
        boolean readable = true;
        for (Path each : cases) {
            try {
                out().println(each + ": " + CaseRunner.about(each).replaceAll("\\s+", " "));
            } catch (IOException unreadable) {
                printFailed(each, List.of(unreadable.getMessage()));
                readable = false;
            }
        }
        return readable ? ExitCode.FINE : ExitCode.FINDINGS;
    }

    private int run(List<Path> cases) {
        Counts counts = new Counts();
        for (Path each : cases) {
            CaseRunner.Update update =
                    instead.update ? runner.update(each) : new CaseRunner.Update(runner.run(each), List.of());
            counts.cases++;
            if (!update.failures().isEmpty()) {
                counts.failed++;
                printFailed(each, update.failures());
            } else if (!update.changes().isEmpty()) {
                counts.updated++;
                out().println("UPDATED " + each + ": " + String.join(", ", update.changes()));
            } else if (verbose) {
                out().println("PASS " + each);
            }
        }
        out().println(counts);
        return counts.failed == 0 ? ExitCode.FINE : ExitCode.FINDINGS;
    }

    private void printFailed(Path each, List<String> failures) {
        out().println("FAIL " + each);
        failures.forEach(failure -> out().println(failure.indent(5).stripTrailing()));
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
