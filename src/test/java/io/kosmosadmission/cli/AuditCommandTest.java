package io.kosmosadmission.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The options of audit, and how it ends. */
class AuditCommandTest {

    private static final String HEAD = "apiVersion: kosmos-admission.io/v1alpha1\nkind: KosmosConfiguration\n";
    private static final String BOUNDARY =
            "boundaries: [{name: b, match: [{}], providers: {required: [scaleway%s]}}]\n";
    private static final String RULE = "rules: [{name: r, match: [{}], placement: {%s}}]\n";

    @TempDir
    private Path folder;

    private AuditedText cluster() {
        return new AuditedText(folder)
                .node("scw-1", "scaleway", "")
                .node("aws-1", "aws", "")
                .node("gcp-1", "gcp", "")
                .deployment("outside", "5d8f", "", "aws-1")
                .deployment("pinned", "5d8f", "nodeSelector: {provider: aws}", "aws-1")
                .deployment("crowd", "5d8f", "", "scw-1", "scw-1", "scw-1", "scw-1");
    }

    static Stream<Arguments> loosenings() {
        String boundary = BOUNDARY.formatted("");
        return Stream.of(
                arguments("another mode", boundary, "mode: Audit\n" + boundary),
                arguments("more providers", boundary, BOUNDARY.formatted(", gcp")),
                arguments("a larger maxSkew", RULE.formatted("spread: {}"), RULE.formatted("spread: {maxSkew: 2}")),
                arguments(
                        "one word less", RULE.formatted("spread: {}, tolerate: [gone]"), RULE.formatted("spread: {}")),
                arguments("a boundary less", boundary, ""));
    }

    @ParameterizedTest
    @MethodSource("loosenings")
    void aPureLooseningIsFine(String how, String tight, String loose) throws IOException {
        Path before = Files.writeString(folder.resolve("before.yaml"), HEAD + tight);
        Ran loosened = cluster().rules(loose).audit("--baseline", before.toString());
        assertThat(loosened.err()).isEmpty();
        assertThat(loosened.exitCode()).as(how + "\n" + loosened.out()).isZero();
        assertThat(loosened.out()).contains("added: nothing found");
    }

    @Test
    void whatATighteningAddsIsAFault() throws IOException {
        Path before = Files.writeString(folder.resolve("before.yaml"), HEAD + RULE.formatted("spread: {}"));
        Ran tightened = cluster()
                .rules(RULE.formatted("spread: {}") + BOUNDARY.formatted(""))
                .audit("--baseline", before.toString());
        assertThat(tightened.exitCode()).isEqualTo(1);
        assertThat(tightened.out())
                .contains(
                        "+ fail shop/outside (Deployment): boundary-violated",
                        "+ fail shop/pinned (Deployment): nowhere-to-run: [KA002]",
                        "+ warn shop/crowd (Deployment): unplaced: all 4 pods of deployment \"crowd\" lack what would be"
                                + " added now: only scaleway (boundary b)");
    }

    @Test
    void reportsHaveNoTimesAndNoNumbersThatComeAndGo() {
        assertThat(reportsOf("findings-of-the-inventory-with-their-ways-out"))
                .contains("none of its nodes is Ready", "some nodes there lack it", "kubectl patch daemonset")
                .doesNotContain("2026-01-01", "scw-3");
        assertThat(reportsOf("boundary-violated-a-pod-runs-outside"))
                .contains("batch-5d8f-a")
                .doesNotContain("1 of 2");
    }

    private static String reportsOf(String name) {
        String given = "src/test/resources/audits/" + name;
        return Ran.with(
                        "",
                        "audit",
                        "--cluster",
                        given + "/cluster.yaml",
                        "--rules",
                        given + "/rules.yaml",
                        "-o",
                        "openreports")
                .out();
    }

    @Test
    void aNamespaceIsThatOfThePictureToo() throws IOException {
        Path picture = folder.resolve("audit.svg");
        AuditedText cluster = cluster();
        cluster.audit("-n", "shop", "--picture", picture.toString());
        assertThat(Files.readString(picture)).contains("shop/crowd");
        cluster.audit("-n", "other", "--picture", picture.toString());
        assertThat(Files.readString(picture)).doesNotContain("shop/");
    }
}
