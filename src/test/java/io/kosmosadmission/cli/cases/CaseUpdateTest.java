package io.kosmosadmission.cli.cases;

import static org.assertj.core.api.Assertions.assertThat;

import io.kosmosadmission.admission.ClusterState;
import io.kosmosadmission.admission.Webhook;
import io.kosmosadmission.cli.review.InMemoryWire;
import io.kosmosadmission.cli.review.Wire;
import io.kosmosadmission.reading.HttpAnswer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Only what was answered otherwise is rewritten, and a broken law stays one. */
class CaseUpdateTest {

    private static final String COMMENTED = """
            # Kept for the user.
            about: >-
              It
              works.
            # what it comes to
            decision: %s # in the metric's words
            # the end
            """;
    private static final String DENIED_POD = CaseFiles.POD.replace("spec: {", "spec: {nodeSelector: {provider: gcp}, ");

    @TempDir
    private Path folder;

    private CaseFiles files;

    @BeforeEach
    void goodCase() throws IOException {
        files = new CaseFiles(folder).write(CaseFiles.GOOD);
    }

    @Test
    void whatPassesIsLeftAlone() throws IOException {
        files.write(Map.of("expect.yaml", "{about: 'It works.', decision: patched}"));
        assertThat(files.update()).isEqualTo(update());
        assertThat(files.read("expect.yaml")).isEqualTo("{about: 'It works.', decision: patched}");
        assertThat(files.read("patched.yaml")).isEqualTo(CaseFiles.PATCHED);
    }

    @Test
    void decisionAndResultAreRewritten() throws IOException {
        files.write(Map.of(
                "expect.yaml",
                COMMENTED.formatted("allowed"),
                "patched.yaml",
                "# result\n" + CaseFiles.PATCHED.replace("[aws]", "[gcp]")));
        assertThat(files.update()).isEqualTo(update("expect.yaml", "patched.yaml"));
        assertThat(files.read("expect.yaml")).isEqualTo(COMMENTED.formatted("patched"));
        assertThat(files.read("patched.yaml")).isEqualTo("# result\n" + CaseFiles.PATCHED);
        assertThat(files.run()).isEmpty();
    }

    @Test
    void codeMessageAndWarningsComeAndGo() throws IOException {
        files.write(Map.of("object.yaml", DENIED_POD, "expect.yaml", COMMENTED.formatted("patched")));
        assertThat(files.update()).isEqualTo(update("expect.yaml", "patched.yaml"));
        assertThat(files.read("expect.yaml"))
                .startsWith("# Kept for the user.\nabout: >-\n  It\n  works.\n# what it comes to\n"
                        + "decision: denied # in the metric's words\ncode: KA")
                .contains("\nmessage: >-\n  [KA")
                .endsWith("\n# the end\n");
        assertThat(files.run()).isEmpty();

        files.write(Map.of("object.yaml", CaseFiles.POD))
                .write(Map.of(
                        "expect.yaml",
                        files.read("expect.yaml").replace("# the end", "warnings: [nobody says this]\n# the end")));
        assertThat(files.update()).isEqualTo(update("expect.yaml", "patched.yaml"));
        assertThat(files.read("expect.yaml")).isEqualTo(COMMENTED.formatted("patched"));
        assertThat(files.run()).isEmpty();
    }

    @Test
    void theResultComesAndGoesWithThePatch() throws IOException {
        files.write(Map.of("rules.yaml", CaseFiles.RULES + "mode: Disabled\n"));
        assertThat(files.update()).isEqualTo(update("expect.yaml", "patched.yaml (removed)"));
        assertThat(files.read("expect.yaml")).isEqualTo("about: It works.\ndecision: allowed\n");
        assertThat(folder.resolve("patched.yaml")).doesNotExist();
        assertThat(files.run()).isEmpty();

        files.write(Map.of("rules.yaml", CaseFiles.RULES));
        assertThat(files.update()).isEqualTo(update("expect.yaml", "patched.yaml (new)"));
        assertThat(files.read("expect.yaml")).isEqualTo(CaseFiles.EXPECT);
        assertThat(files.run()).isEmpty();
    }

    @Test
    void anIncompleteCaseIsFilledInTheUsualOrder() throws IOException {
        Files.delete(folder.resolve("patched.yaml"));
        files.write(Map.of("object.yaml", "# a pod\n" + CaseFiles.POD, "expect.yaml", "about: It works."));
        assertThat(files.update()).isEqualTo(update("expect.yaml", "patched.yaml (new)"));
        assertThat(files.read("expect.yaml")).isEqualTo("about: It works.\ndecision: patched");
        assertThat(files.run()).isEmpty();
    }

    @Test
    void statusAndSentenceOfABodyAreRewritten() throws IOException {
        files = new CaseFiles(folder.resolve("body"))
                .write(Map.of("request.body", "[]", "expect.yaml", "message: x # c\nabout: x\nstatus: 413\n"));
        assertThat(files.update()).isEqualTo(update("expect.yaml"));
        assertThat(files.read("expect.yaml"))
                .startsWith("message: ")
                .endsWith(" # c\nabout: x\nstatus: 400\n")
                .contains("not an AdmissionReview");
        assertThat(files.run()).isEmpty();

        files.write(Map.of("expect.yaml", "about: x\ndecision: denied\nwarnings: [told]\n"));
        assertThat(files.update()).isEqualTo(update("expect.yaml"));
        assertThat(files.read("expect.yaml")).isEqualTo("about: x\nstatus: 400\n");
        assertThat(files.run()).isEmpty();
    }

    @Test
    void aBrokenLawStaysAFailure() throws IOException {
        Wire replacing = (ClusterState state, Webhook webhook, byte[] body) -> {
            HttpAnswer answer = new InMemoryWire().review(state, webhook, body);
            return webhook == Webhook.validate
                    ? answer
                    : CaseRunnerTest.answer("[{'op':'replace','path':'/metadata/name','value':'b'}]");
        };
        files.write(Map.of("expect.yaml", COMMENTED.formatted("allowed")));
        Map<String, String> before = contents();
        CaseRunner.Update update = new CaseRunner(replacing).update(folder);
        assertThat(update.failures()).anySatisfy(line -> assertThat(line).contains("only add operations"));
        assertThat(update.changes()).isEmpty();
        assertThat(contents()).isEqualTo(before);
    }

    @Test
    void whatNoExpectationMendsStaysAFailure() throws IOException {
        for (Map<String, String> wrong : List.of(
                Map.of("notes.txt", "x"),
                Map.of("rules.yaml", CaseFiles.RULES + "mode: X"),
                Map.of("object.yaml", "{"),
                Map.of("expect.yaml", "decision: allowed"))) {
            files.write(CaseFiles.GOOD)
                    .write(Map.of("expect.yaml", COMMENTED.formatted("allowed")))
                    .write(wrong);
            Map<String, String> before = contents();
            assertThat(files.update().failures()).isNotEmpty();
            assertThat(contents()).isEqualTo(before);
            Files.deleteIfExists(folder.resolve("notes.txt"));
        }
    }

    private static CaseRunner.Update update(String... changes) {
        return new CaseRunner.Update(List.of(), List.of(changes));
    }

    private Map<String, String> contents() throws IOException {
        Map<String, String> contents = new HashMap<>();
        try (Stream<Path> all = Files.list(folder)) {
            for (Path file : all.toList()) {
                contents.put(file.getFileName().toString(), Files.readString(file, StandardCharsets.UTF_8));
            }
        }
        return contents;
    }
}
