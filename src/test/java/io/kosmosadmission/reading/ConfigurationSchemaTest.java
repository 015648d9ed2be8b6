package io.kosmosadmission.reading;

import static io.kosmosadmission.reading.ConfigurationFile.HEAD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The published schema says the same language as the reader. */
class ConfigurationSchemaTest {

    private static final String RESOURCE = "/kosmos-configuration.schema.json";
    private static final Path CASES = Path.of("src/test/resources/cases");
    private static final Schema SCHEMA = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(read());

    private static String read() {
        try (InputStream resource = ConfigurationSchemaTest.class.getResourceAsStream(RESOURCE)) {
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static List<Error> violations(String yaml) {
        return SCHEMA.validate(yaml, InputFormat.YAML);
    }

    static Stream<String> validBodies() {
        return ValidConfigurations.all().stream();
    }

    @ParameterizedTest
    @MethodSource("validBodies")
    void takesWhatTheReaderTakes(String body) {
        ConfigurationFile.valid(body);
        assertThat(violations(HEAD + body)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "reports: {}",
                "mode: enforce",
                "contact: 42",
                "providerLabel: my provider",
                "storage: {followClaims: yes please}",
                "exempt: [{podSelector: {}}]",
                "modeOverrides: [{match: [], mode: Warn}]",
                "modeOverrides: [{match: [{}], mode: null}]",
                "providers: [{}]",
                "providers: [{name: a/b}]",
                "providers: [{name: a, state: Down}]",
                "providers: [{name: a, nodes: [{}]}]",
                "providers: [{name: a, nodes: [{matchLabels: {}}]}]",
                "providers: [{name: a, nodes: [{name: null}]}]",
                "providers: [{name: a, nodes: [{publicCIDR: here}]}]",
                "providers: [{name: a, attachLabels: {b: true}}]",
                "providers: [{name: a, attachLabels: {b: null}}]",
                "providers: [{name: a, attachLabels: {A_/b: c}}]",
                "providers: [{name: a, taints: [{key: b}]}]",
                "providers: [{name: a, taints: [{key: b, value: true, effect: NoSchedule}]}]",
                "providers: [{name: a, elasticPools: [{}]}]",
                "boundaries: [{name: a, match: [{}], providers: {}}]",
                "boundaries: [{name: a, match: [{}], providers: {required: null}}]",
                "boundaries: [{name: a, match: [{}], providers: {required: []}}]",
                "boundaries: [{name: a, match: [{}], providers: {required: [b, b]}}]",
                "boundaries: [{name: a, match: [{}], providers: {forbidden: [b], fallback: [c]}}]",
                "boundaries: [{name: a b, match: [{}], providers: {required: [b]}}]",
                "rules: [{name: a, match: [{}]}]",
                "rules: [{name: a, match: [{}], placement: null}]",
                "rules: [{name: '-', match: [{}], placement: {}}]",
                "rules: [{name: a, match: [null], placement: {}}]",
                "rules: [{name: a, match: [{namespaces: []}], placement: {}}]",
                "rules: [{name: a, match: [{namespaces: ['team-?']}], placement: {}}]",
                "rules: [{name: a, match: [{workloads: [CronJob]}], placement: {}}]",
                "rules: [{name: a, match: [{workloads: [Deployment.apps]}], placement: {}}]",
                "rules: [{name: a, match: [{podSelector: {app: b}}], placement: {}}]",
                "rules: [{name: a, match: [{podSelector: {matchExpressions: [{key: b, operator: In}]}}], placement: {}}]",
                "rules: [{name: a, match: [{podSelector: {matchExpressions: [{key: b, operator: Exists, values: [c]}]}}],"
                        + " placement: {}}]",
                "storage: {fileServices: Deny}",
                "rules: [{name: a, match: [{}], placement: {onePerProvider: true}}]",
                "rules: [{name: a, match: [{}], placement: {onePerProvider: Required, spread: {}}}]",
                "rules: [{name: a, match: [{}], placement: {onePerProvider: Required,"
                        + " colocate: {mode: Required, podSelector: {matchLabels: {a: b}}}}}]",
                "rules: [{name: a, match: [{}], placement: {spread: {whenUnsatisfiable: DoNotSchedule},"
                        + " colocate: {mode: Required, podSelector: {matchLabels: {a: b}}}}}]",
                "rules: [{name: a, match: [{}], placement: {colocate: {mode: Required}}}]",
                "rules: [{name: a, match: [{}], placement: {colocate: {mode: Required, podSelector: {}}}}]",
                "rules: [{name: a, match: [{}], placement: {prefer: ['*']}}]",
                "rules: [{name: a, match: [{}], placement: {prefer: [aws, aws]}}]",
                "rules: [{name: a, match: [{}], placement: {buffer: {}}}]",
                "rules: [{name: a, match: [{}], placement: {buffer: {pool: buffer}}}]",
                "rules: [{name: a, match: [{}], placement: {tolerate: ['*', aws]}}]",
                "rules: [{name: a, match: [{}], placement: {spread: {maxSkew: 0}}}]",
                "rules: [{name: a, match: [{}], placement: {spread: {maxSkew: '1'}}}]",
                "rules: [{name: a, match: [{}], placement: {spread: {keepHostSpread: 'true'}}}]",
                "rules: [{name: a, match: [{}], placement: {spread: {minDomains: 2}}}]",
                "rules: [{name: a, match: [{}], placement: {spread: {minDomains: 2, whenUnsatisfiable: null}}}]"
            })
    void refusesWhatTheReaderRefuses(String body) {
        assertThat(ConfigurationFile.errors(HEAD + body)).hasSize(1);
        assertThat(violations(HEAD + body)).isNotEmpty();
    }

    @Test
    void isASchemaItself() {
        String dialect = SpecificationVersion.DRAFT_2020_12.getDialectId();
        Schema draft = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(SchemaLocation.of(dialect));
        assertThat(draft.validate(read(), InputFormat.JSON)).isEmpty();
        assertThat(draft.validate("{\"type\": \"number or so\"}", InputFormat.JSON))
                .isNotEmpty();
    }

    @Test
    void describesEachField() throws IOException {
        JsonNode root = new ObjectMapper().readTree(read());
        List<String> undescribed = new ArrayList<>();
        visit("", root, undescribed);
        root.get("$defs")
                .properties()
                .forEach(definition -> visit(definition.getKey(), definition.getValue(), undescribed));
        assertThat(undescribed).isEmpty();
    }

    private static void visit(String path, JsonNode schema, List<String> undescribed) {
        for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
            String inner = path + "." + property.getKey();
            if (!property.getValue().has("description")) {
                undescribed.add(inner);
            }
            visit(inner, property.getValue(), undescribed);
            visit(inner, property.getValue().path("items"), undescribed);
        }
    }

    /** Every rules.yaml of the golden cases whose expect.yaml knows of no errors. */
    @TestFactory
    Stream<DynamicTest> takesTheRulesOfEveryCase() throws IOException {
        if (!Files.isDirectory(CASES)) {
            return Stream.empty();
        }
        try (Stream<Path> files = Files.walk(CASES)) {
            return files
                    .filter(file -> file.endsWith("rules.yaml"))
                    .filter(ConfigurationSchemaTest::isRight)
                    .sorted()
                    .toList()
                    .stream()
                    .map(file -> dynamicTest(CASES.relativize(file).toString(), () -> {
                        String yaml = Files.readString(file);
                        assertThat(ConfigurationFile.errors(yaml)).isEmpty();
                        assertThat(violations(yaml)).isEmpty();
                    }));
        }
    }

    private static boolean isRight(Path rules) {
        Path expect = rules.resolveSibling("expect.yaml");
        try {
            return !Files.exists(expect)
                    || !new YAMLMapper().readTree(expect.toFile()).has("errors");
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
