package io.kosmosadmission.cluster.canary;

import static org.assertj.core.api.Assertions.assertThat;

import io.kosmosadmission.admission.Finding;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CalledEntriesTest {

    private static final String VALIDATING = "ValidatingWebhookConfiguration";
    private static final String SERVICE =
            "{service: {namespace: a, name: b, path: /validate, port: 443}, caBundle: QQ==}";
    private static final String TRIED = entry("pods-fail-closed.validate", SERVICE);

    private static String entry(String name, String clientConfig) {
        String json = clientConfig.replaceAll("([A-Za-z/=]+)", "\"$1\"").replaceAll("\"443\"", "443");
        return "{\"name\": \"" + name + ".kosmos-admission.io\", \"clientConfig\": " + json + "}";
    }

    private static Optional<Finding> differing(String... entries) throws IOException {
        String configuration = "{\"webhooks\": [" + Stream.of(entries).collect(Collectors.joining(", ")) + "]}";
        return CalledEntries.differing(VALIDATING, configuration.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void alikeIsWell() throws IOException {
        assertThat(differing(entry("claims.validate", SERVICE), TRIED)).isEmpty();
    }

    @Test
    void whatDiffersIsNamed() throws IOException {
        Finding finding = differing(
                        entry("claims.validate", SERVICE.replace("QQ", "Qg")),
                        TRIED,
                        entry("workloads.validate", SERVICE.replace("name: b", "name: c")))
                .orElseThrow();
        assertThat(finding.check()).isEqualTo(Finding.Check.EntriesDiffer);
        assertThat(finding.message())
                .isEqualTo(VALIDATING
                        + " calls claims.validate.kosmos-admission.io, workloads.validate.kosmos-admission.io"
                        + " by another clientConfig (caBundle, service) than pods-fail-closed.validate.kosmos-admission.io,"
                        + " which alone is tried out: apply the manifests again");
    }

    @Test
    void aMissingBundleDiffersAndManyAreCounted() throws IOException {
        String emptied = SERVICE.replace(", caBundle: QQ==", "");
        Finding finding = differing(
                        entry("a", emptied), entry("b", emptied), entry("c", emptied), entry("d", emptied), TRIED)
                .orElseThrow();
        assertThat(finding.message()).contains(" c.kosmos-admission.io and 1 more by another clientConfig (caBundle)");
    }

    @Test
    void withoutTheOneThatIsTriedOutNothingIsCompared() throws IOException {
        assertThat(differing(entry("a", SERVICE), entry("b", SERVICE.replace("QQ", "Qg"))))
                .isEmpty();
        assertThat(differing()).isEmpty();
    }
}
