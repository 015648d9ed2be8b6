package io.kosmosadmission.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.kosmosadmission.admission.Finding;
import io.kosmosadmission.cli.review.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The folders of src/test/resources/audits: a cluster, its rules, and what audit prints, word by word. */
class AuditFoldersTest {

    private static final Path ALL = Path.of("src/test/resources/audits");

    /** What no file can show: what our account may do, and what API servers trust. */
    private static final Set<Finding.Check> OF_LIVE_CLUSTERS = EnumSet.of(
            Finding.Check.NodeLabelForbidden,
            Finding.Check.CertificateNotTrusted,
            Finding.Check.NotCalled,
            Finding.Check.CanaryRefused,
            Finding.Check.EntriesDiffer,
            Finding.Check.RequiredAntiAffinityForbidden);

    static List<Path> folders() throws IOException {
        try (Stream<Path> folders = Files.list(ALL)) {
            return folders.filter(Files::isDirectory).sorted().toList();
        }
    }

    private static Ran audit(Path folder, String form) {
        List<String> command = new ArrayList<>(List.of(
                "audit",
                "--cluster",
                folder.resolve("cluster.yaml").toString(),
                "--rules",
                folder.resolve("rules.yaml").toString(),
                "-o",
                form));
        if (Files.exists(folder.resolve("baseline.yaml"))) {
            command.addAll(List.of("--baseline", folder.resolve("baseline.yaml").toString()));
        }
        return Ran.with("", command.toArray(String[]::new));
    }

    @ParameterizedTest
    @MethodSource("folders")
    void isPrintedAsText(Path folder) throws IOException {
        Ran ran = audit(folder, "text");
        assertThat(ran.err()).isEmpty();
        assertThat(ran.out()).isEqualTo(Files.readString(folder.resolve("expected.txt")));
    }

    @ParameterizedTest
    @MethodSource("folders")
    void isPrintedAsJsonAndEndsByWhatIsFound(Path folder) throws IOException {
        Ran ran = audit(folder, "json");
        JsonNode expected = Trees.JSON.readTree(Files.readString(folder.resolve("expected.json")));
        assertThat(Trees.JSON.readTree(ran.out())).isEqualTo(expected);
        boolean fault = false;
        for (JsonNode finding : expected) {
            fault |= !finding.path("severity").asText().equals("info")
                    && !finding.path("change").asText().equals("removed");
            assertThat(finding.path("wayOut").asText()).isNotEmpty();
        }
        assertThat(ran.exitCode()).isEqualTo(fault ? 1 : 0);
    }

    @Test
    void everyCheckIsShown() throws IOException {
        Set<String> shown = new HashSet<>();
        for (Path folder : folders()) {
            Trees.JSON
                    .readTree(Files.readString(folder.resolve("expected.json")))
                    .forEach(finding -> shown.add(finding.path("check").asText()));
        }
        for (Finding.Check check : Finding.Check.values()) {
            assertThat(shown.contains(check.label())).as(check.label()).isEqualTo(!OF_LIVE_CLUSTERS.contains(check));
        }
    }
}
