package io.kosmosadmission.cli.cases;

import static io.kosmosadmission.cli.cases.CaseFiles.EXPECT;
import static io.kosmosadmission.cli.cases.CaseFiles.GOOD;
import static io.kosmosadmission.cli.cases.CaseFiles.PATCHED;
import static io.kosmosadmission.cli.cases.CaseFiles.POD;
import static io.kosmosadmission.cli.cases.CaseFiles.RULES;
import static org.assertj.core.api.Assertions.assertThat;

import io.kosmosadmission.admission.ClusterState;
import io.kosmosadmission.admission.Webhook;
import io.kosmosadmission.cli.review.Wire;
import io.kosmosadmission.reading.HttpAnswer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A runner that lets nonsense pass is worse than none: each way to fail is shown. */
class CaseRunnerTest {

    @TempDir
    private Path cases;

    private Path folder;
    private CaseFiles files;

    @BeforeEach
    void oneCase() throws IOException {
        folder = Files.createDirectory(cases.resolve("one"));
        files = new CaseFiles(folder);
    }

    @Test
    void aGoodCasePasses() throws IOException {
        assertThat(run(GOOD)).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("failing")
    void fails(String what, String file, String content, String failure) throws IOException {
        assertThat(files.write(GOOD).write(Map.of(file, content)).run())
                .anySatisfy(line -> assertThat(line).contains(failure));
    }

    static Stream<Arguments> failing() {
        return Stream.of(
                Arguments.of(
                        "another decision", "expect.yaml", "about: x\ndecision: denied", "decision: expected denied"),
                Arguments.of("no about", "expect.yaml", "decision: patched", "about must say"),
                Arguments.of("an unknown key", "expect.yaml", EXPECT + "desicion: x", "unknown: desicion"),
                Arguments.of("an unknown decision", "expect.yaml", "about: x\ndecision: maybe", "must be one of"),
                Arguments.of("a list that is none", "expect.yaml", EXPECT + "warnings: x", "a list of texts"),
                Arguments.of("a missing warning", "expect.yaml", EXPECT + "warnings: [x]", "warnings: missing    x"),
                Arguments.of("a missing code", "expect.yaml", EXPECT + "code: KA001", "code: expected KA001"),
                Arguments.of("a missing error", "expect.yaml", EXPECT + "errors: [x]", "errors: missing    x"),
                Arguments.of("wrong rules", "rules.yaml", RULES + "mode: X", "errors: unexpected rules.yaml:4:1: mode"),
                Arguments.of(
                        "another result",
                        "patched.yaml",
                        PATCHED.replace("[aws]", "[gcp]"),
                        "/values/0: expected \"gcp\", was \"aws\""),
                Arguments.of("a file too many", "notes.txt", "x", "notes.txt was not used"),
                Arguments.of("a file of another kind", "cluster/a.json", "{}", "cluster/a.json was not used"),
                Arguments.of("two objects", "object.yaml", POD + "\n---\n" + POD, "object.yaml must hold one object"),
                Arguments.of("two sources", "request.body", "{}", "request.body was not used"),
                Arguments.of("no YAML", "object.yaml", "{", "object.yaml:1: "));
    }

    @Test
    void aPatchMustBeShown() throws IOException {
        assertThat(run(Map.of("rules.yaml", RULES, "object.yaml", POD, "expect.yaml", EXPECT)))
                .singleElement()
                .asString()
                .startsWith("patched.yaml is missing; the result is\napiVersion: v1");
    }

    @Test
    void wrongRulesNeedNoObject() throws IOException {
        String errors = "about: x\nerrors: ['rules.yaml:4:1: mode: Unsupported value: \"X\": supported values: "
                + "\"Enforce\", \"Warn\", \"Audit\", \"Disabled\"']";
        assertThat(run(Map.of("rules.yaml", RULES + "mode: X", "expect.yaml", errors)))
                .isEmpty();
        assertThat(run(Map.of("rules.yaml", RULES, "expect.yaml", "about: x")))
                .containsExactly("there is neither object.yaml nor request.body");
    }

    @Test
    void aBodyMustGetItsStatusFromBoth() throws IOException {
        Map<String, String> files = Map.of("request.body", "[]", "expect.yaml", "about: x\nstatus: 413");
        assertThat(run(files))
                .containsExactly("mutate status: expected 413, was 400", "validate status: expected 413, was 400");
    }

    @Test
    void aBodyMustGetTheSameSentenceFromBoth() throws IOException {
        files.write(Map.of("request.body", "x", "expect.yaml", "about: x\nstatus: 400\nmessage: mutate"));
        Wire wire = (ClusterState state, Webhook webhook, byte[] body) ->
                new HttpAnswer(400, webhook.name().getBytes(StandardCharsets.UTF_8));
        assertThat(new CaseRunner(wire).run(folder))
                .containsExactly("the webhooks answer apart: 400 mutate\n400 validate");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("lawless")
    void patchesThatBreakTheLawFail(String what, String patch, String failure) throws IOException {
        files.write(Map.of("object.yaml", POD.replace("name: a", "name: a, labels: {app: a}"), "expect.yaml", EXPECT));
        Wire wire = (ClusterState state, Webhook webhook, byte[] body) -> answer(patch);
        assertThat(new CaseRunner(wire).run(folder))
                .anySatisfy(line -> assertThat(line).contains(failure));
    }

    static Stream<Arguments> lawless() {
        String spread =
                "[{'op':'add','path':'/spec/topologySpreadConstraints','value':[{'topologyKey':'provider'%s}]}]";
        return Stream.of(
                Arguments.of(
                        "a replace", "[{'op':'replace','path':'/metadata/name','value':'a'}]", "only add operations"),
                Arguments.of(
                        "a lost label", "[{'op':'add','path':'/metadata/labels','value':{}}]", "/metadata/labels/app"),
                Arguments.of("a second patch", "[{'op':'add','path':'/spec/x','value':1}]", "a second review"),
                Arguments.of("no such place", "[{'op':'add','path':'/x/y','value':1}]", "can't be applied"),
                Arguments.of("a nil selector", spread.formatted(""), "nil or empty"),
                Arguments.of(
                        "a selector of others",
                        spread.formatted(",'labelSelector':{'matchLabels':{'app':'b'}}"),
                        "does not select the pod itself"),
                Arguments.of(
                        "keys that are merged into the stored selector",
                        spread.formatted(",'labelSelector':{'matchLabels':{'app':'a'}},'matchLabelKeys':['app']"),
                        "refuses when that is created again"));
    }

    static HttpAnswer answer(String patch) {
        String encoded =
                Base64.getEncoder().encodeToString(patch.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
        String answer = """
                {"response": {"uid": "5f3c1f0e-0000-4000-8000-000000000001", "allowed": true, "patch": "%s",
                 "auditAnnotations": {"reason": "placed"}}}""".formatted(encoded);
        return new HttpAnswer(200, answer.getBytes(StandardCharsets.UTF_8));
    }

    private List<String> run(Map<String, String> written) throws IOException {
        return files.write(written).run();
    }
}
