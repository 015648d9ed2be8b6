package io.kosmosadmission.cli.cases;

import static org.assertj.core.api.Assertions.assertThat;

import io.kosmosadmission.admission.ClusterState;
import io.kosmosadmission.admission.Webhook;
import io.kosmosadmission.cli.Ran;
import io.kosmosadmission.cli.review.InMemoryWire;
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

    private static final String RULES = """
            apiVersion: kosmos-admission.io/v1alpha1
            kind: KosmosConfiguration
            boundaries: [{name: b, match: [{}], providers: {required: [aws]}}]
            """;
    private static final String POD = "{apiVersion: v1, kind: Pod, metadata: {name: a}, spec: {containers: []}}";
    private static final String PATCHED = """
            apiVersion: v1
            kind: Pod
            metadata:
              name: a
              annotations: {kosmos-admission.io/placed-by: "-", kosmos-admission.io/placed: only aws (boundary b)}
            spec:
              containers: []
              affinity:
                nodeAffinity:
                  requiredDuringSchedulingIgnoredDuringExecution:
                    nodeSelectorTerms: [{matchExpressions: [{key: provider, operator: In, values: [aws]}]}]
            """;
    private static final String EXPECT = "about: It works.\ndecision: patched\n";

    private static final Map<String, String> GOOD =
            Map.of("rules.yaml", RULES, "object.yaml", POD, "patched.yaml", PATCHED, "expect.yaml", EXPECT);

    @TempDir
    private Path cases;

    private Path folder;

    @BeforeEach
    void oneCase() throws IOException {
        folder = Files.createDirectory(cases.resolve("one"));
    }

    @Test
    void aGoodCasePasses() throws IOException {
        assertThat(run(GOOD)).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("failing")
    void fails(String what, String file, String content, String failure) throws IOException {
        write(GOOD);
        write(Map.of(file, content));
        assertThat(new CaseRunner(new InMemoryWire()).run(folder))
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

    @ParameterizedTest(name = "{0}")
    @MethodSource("lawless")
    void patchesThatBreakTheLawFail(String what, String patch, String failure) throws IOException {
        write(Map.of("object.yaml", POD.replace("name: a", "name: a, labels: {app: a}"), "expect.yaml", EXPECT));
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
                        "one key twice",
                        spread.formatted(",'labelSelector':{'matchLabels':{'app':'a'}},'matchLabelKeys':['app']"),
                        "in both"));
    }

    private static HttpAnswer answer(String patch) {
        String encoded =
                Base64.getEncoder().encodeToString(patch.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
        String answer = """
                {"response": {"uid": "5f3c1f0e-0000-4000-8000-000000000001", "allowed": true, "patch": "%s",
                 "auditAnnotations": {"reason": "placed"}}}""".formatted(encoded);
        return new HttpAnswer(200, answer.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void theCommandSaysWhichPassAndWhichFail() throws IOException {
        write(GOOD);
        Ran good = Ran.with("", "test", folder.toString());
        assertThat(good.exitCode()).isZero();
        assertThat(good.out()).isEqualTo("PASS " + folder + "\n1 case, all pass\n");
        write(Map.of("notes.txt", "x"));
        Ran bad = Ran.with("", "test", cases.toString(), folder.toString());
        assertThat(bad.exitCode()).isEqualTo(1);
        assertThat(bad.out()).contains("FAIL " + folder + "\n     notes.txt was not used\n");
    }

    @Test
    void aFolderWithoutACaseIsUnusable() {
        Ran ran = Ran.with("", "test", folder.toString());
        assertThat(ran.exitCode()).isEqualTo(2);
        assertThat(ran.err()).contains("no case");
    }

    private List<String> run(Map<String, String> files) throws IOException {
        write(files);
        return new CaseRunner(new InMemoryWire()).run(folder);
    }

    private void write(Map<String, String> files) throws IOException {
        for (Map.Entry<String, String> file : files.entrySet()) {
            Path path = folder.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.getValue());
        }
    }
}
