package io.kosmosadmission.cli;

import io.kosmosadmission.cli.cases.CaseRunner;
import io.kosmosadmission.cli.review.InMemoryWire;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
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
            "                  what isn't said must not be",
            "  rules.yaml      the configuration",
            "  cluster/*.yaml  manifests of what is in the cluster",
            "  object.yaml     what is created: a Pod goes to both webhooks, other kinds to /validate",
            "  old.yaml        makes it an UPDATE",
            "  user.yaml       the userInfo",
            "  request.body    instead of object.yaml, a raw body for both webhooks",
            "  patched.yaml    the exact result, where there is a patch",
            "Held for every case: a second review gives no patch, only add operations are used, nothing of",
            "the user's is lost, each selector that is added selects the pod itself, every file was used.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  kosmos-admission test cases",
            "  kosmos-admission test cases/payments cases/storage/a-claim-of-aws-is-denied"
        })
final class TestCommand implements Callable<Integer> {

    @Mixin
    private HelpOption help;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "DIR", arity = "1..*", description = "A case, or a folder of cases.")
    private List<Path> folders;

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        int cases = 0;
        int failed = 0;
        CaseRunner runner = new CaseRunner(new InMemoryWire());
        for (Path folder : folders) {
            List<Path> found = Files.isDirectory(folder) ? CaseRunner.find(folder) : List.of();
            if (found.isEmpty()) {
                spec.commandLine().getErr().println(folder + ": no case: no folder with an expect.yaml");
                return ExitCode.UNUSABLE;
            }
            for (Path each : found) {
                List<String> failures = runner.run(each);
                print(out, each, failures);
                cases++;
                failed += failures.isEmpty() ? 0 : 1;
            }
        }
        out.println(cases + (cases == 1 ? " case, " : " cases, ") + (failed == 0 ? "all pass" : failed + " failed"));
        return failed == 0 ? ExitCode.FINE : ExitCode.FINDINGS;
    }

    private static void print(PrintWriter out, Path folder, List<String> failures) {
        out.println((failures.isEmpty() ? "PASS " : "FAIL ") + folder);
        failures.forEach(failure -> out.println(failure.indent(5).stripTrailing()));
    }
}
