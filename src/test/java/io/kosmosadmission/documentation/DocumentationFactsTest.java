package io.kosmosadmission.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.kosmosadmission.admission.CanaryReview;
import io.kosmosadmission.admission.Finding;
import io.kosmosadmission.admission.PlacementAnnotations;
import io.kosmosadmission.admission.Reason;
import io.kosmosadmission.reading.ConfigurationReader;
import io.kosmosadmission.server.Failure;
import io.kosmosadmission.storage.Homes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Codes, reasons, findings, metrics and the configuration, as the pages tell them and as the code has them. */
class DocumentationFactsTest {

    private static final Path SOURCES = Path.of("src/main/java");
    private static final Path CASES = Path.of("src/test/resources/cases");
    private static final String CODE = "KA\\d{3}";
    private static final String METRIC = "kosmos_admission_[a-z_]+";

    private final Page codes = Page.of(Page.FOLDER.resolve("decisions-and-codes.md"));
    private final Page operate = Page.of(Page.FOLDER.resolve("operate.md"));

    @Test
    void everyCodeIsToldTwiceWhatItIsAndHowItReads() throws IOException {
        Set<String> ours = inSources("\"(" + CODE + ")\"");
        assertThat(ours).hasSizeGreaterThan(8);
        List<String> told =
                codes.rows("(" + CODE + ")").stream().map(row -> row.group(1)).toList();
        assertThat(told).hasSize(2 * ours.size());
        assertThat(new TreeSet<>(told)).isEqualTo(ours);
        for (Page page : Page.all()) {
            assertThat(found(CODE, page.text())).as(page.toString()).isSubsetOf(ours);
        }
    }

    /** KA201 is about the rules, and no case of an object. */
    @Test
    void theMessagesAreThoseOfCases() throws IOException {
        List<String> shown = messagesOfCases();
        List<MatchResult> rows = codes.rows("(KA[01]\\d{2}) \\| `([^`]+)`");
        assertThat(rows).hasSize(inSources("\"(KA[01]\\d{2})\"").size());
        for (MatchResult row : rows) {
            String message = "[" + row.group(1) + "] " + row.group(2);
            assertThat(shown).anySatisfy(whole -> assertThat(whole).startsWith(message));
        }
    }

    private static List<String> messagesOfCases() throws IOException {
        YAMLMapper yaml = new YAMLMapper();
        List<String> messages = new ArrayList<>();
        try (Stream<Path> files = Files.walk(CASES)) {
            for (Path file : files.filter(it -> it.endsWith("expect.yaml")).toList()) {
                JsonNode message = yaml.readTree(file.toFile()).path("message");
                messages.add(message.asText());
            }
        }
        return messages;
    }

    @Test
    void everyReasonAndEveryFailureIsTold() {
        for (Reason reason : Reason.values()) {
            assertThat(codes.rows("`" + reason.label() + "`"))
                    .as(reason.label())
                    .hasSize(1);
        }
        for (Failure failure : Failure.values()) {
            assertThat(codes.rows("`" + failure.label() + "` \\| " + failure.status()))
                    .as(failure.label())
                    .hasSize(1);
        }
    }

    @Test
    void everyFindingIsToldWithItsEvent() {
        for (Finding.Check check : Finding.Check.values()) {
            String severity = check.severity().name().toLowerCase(Locale.ROOT);
            String event = check.isOfAudit() ? "none" : check.name();
            assertThat(codes.text()).contains("| `" + check.label() + "` | " + severity + " | " + event);
        }
    }

    /** Micrometer ends a counter's name in _total, and a timer's in its unit. */
    @Test
    void everyMetricIsToldAndNoOther() throws IOException {
        Set<String> told = operate.rows("`(" + METRIC + ")`").stream()
                .map(row -> row.group(1).replaceAll("_(total|seconds)$", ""))
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> ours = inSources("\"(" + METRIC + ")\"").stream()
                .map(name -> name.replaceAll("_seconds$", ""))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(ours).hasSizeGreaterThan(6);
        assertThat(told).isEqualTo(ours);
        for (Page page : Page.all()) {
            Set<String> named = found(METRIC, page.text()).stream()
                    .map(name -> name.replaceAll("_(total|seconds)$", ""))
                    .collect(Collectors.toCollection(TreeSet::new));
            assertThat(named).as(page.toString()).isSubsetOf(ours);
        }
    }

    @Test
    void theConfigurationThatIsShownIsTaken() {
        String shown = Page.of(Page.FOLDER.resolve("configuration.md")).blocks().stream()
                .filter(block -> block.startsWith("apiVersion: kosmos-admission.io/"))
                .findFirst()
                .orElseThrow();
        ConfigurationReader.Result read = new ConfigurationReader().read("configuration.md", shown);
        assertThat(read.errors()).isEmpty();
        assertThat(read.configuration().boundaries()).hasSize(3);
        assertThat(read.configuration().rules()).hasSize(2);
    }

    @Test
    void everyAnnotationIsTold() {
        assertThat(Page.of(Page.FOLDER.resolve("placement.md")).text())
                .contains(
                        "| `" + PlacementAnnotations.PLACED_BY + "` |",
                        "| `" + PlacementAnnotations.PLACED + "` |",
                        "| `" + CanaryReview.CALLED + "` |",
                        "| `" + PlacementAnnotations.SKIP + ": \"true\"` |");
        assertThat(Page.of(Page.FOLDER.resolve("storage.md")).text()).contains("`" + Homes.ANNOTATION + "`");
    }

    private static Set<String> inSources(String pattern) throws IOException {
        Set<String> all = new TreeSet<>();
        try (Stream<Path> files = Files.walk(SOURCES)) {
            for (Path file : files.filter(it -> it.toString().endsWith(".java")).toList()) {
                all.addAll(found(pattern, Files.readString(file)));
            }
        }
        return all;
    }

    /** The first group where the pattern has one. */
    private static Set<String> found(String pattern, String text) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map(match -> match.group(match.groupCount() == 0 ? 0 : 1))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
