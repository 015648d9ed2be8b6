package io.kosmosadmission.cluster.certificates;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kosmosadmission.certificates.CertificateMaker;
import io.kosmosadmission.certificates.Pem;
import io.kosmosadmission.certificates.SecretContent;
import io.kosmosadmission.certificates.ServingCertificate;
import io.kosmosadmission.certificates.WebhookTrust;
import io.kosmosadmission.certificates.WebhookTrust.Entry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

class CertificateObjectsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ServingCertificate MADE =
            CertificateMaker.make(List.of("a.b.svc"), Duration.ofDays(1), Instant.parse("2030-01-01T00:00:00Z"));

    @Test
    void aConfigurationSaysWhoIsCalledAndWhoIsTrusted() throws IOException {
        WebhookTrust read = trust("""
                {"metadata": {"resourceVersion": "7", "annotations": {"x": "y"}}, "webhooks": [
                 {"name": "a", "clientConfig": {"caBundle": "%s", "service": {"namespace": "ours", "name": "us", "port": 443}}},
                 {"name": "b", "clientConfig": {"url": "https://127.0.0.1:8443/mutate", "caBundle": ""}},
                 {"name": "c", "clientConfig": {"url": "https://[fd00::1]:8443/mutate"}},
                 {"name": "d", "clientConfig": {"url": "https://a b/"}}]}
                """.formatted(base64(Pem.of(MADE.chain().get(1)))));
        assertThat(read.keptByOthers()).isFalse();
        assertThat(read.version()).isEqualTo("7");
        assertThat(read.entries())
                .containsExactly(
                        new Entry("a", "us.ours.svc", MADE.chain().subList(1, 2)),
                        new Entry("b", "127.0.0.1", List.of()),
                        new Entry("c", "fd00::1", List.of()),
                        new Entry("d", "", List.of()));
        assertThat(trust("{\"metadata\": {\"annotations\": {\"cert-manager.io/inject-ca-from\": \"a/b\"}}}")
                        .keptByOthers())
                .isTrue();
    }

    @Test
    void theShippedSecretIsEmpty() throws IOException {
        SecretContent read =
                secret("{\"type\": \"Opaque\", \"metadata\": {\"creationTimestamp\": \"2030-01-01T00:00:00Z\"}}");
        assertThat(read.isEmpty()).isTrue();
        assertThat(read.certificate()).isEmpty();
        assertThat(read.changed()).isEqualTo("2030-01-01T00:00:00Z");
        assertThat(secret("{}").changed()).isEqualTo(Instant.EPOCH);
    }

    /** Also what kubectl restores: only the API server's book says when. */
    @Test
    void whatIsAppliedIsReadAgain() throws IOException {
        JsonNode applied = JSON.readTree(CertificateObjects.holding(
                MADE, secret("{\"type\": \"kubernetes.io/tls\", \"metadata\": {\"resourceVersion\": \"7\"}}")));
        assertThat(applied.at("/metadata/resourceVersion").asText()).isEqualTo("7");
        assertThat(applied.path("type").asText()).isEqualTo("kubernetes.io/tls");
        String book = "{\"creationTimestamp\": \"2030-01-01T00:00:00Z\", \"managedFields\":"
                + " [{\"time\": \"2030-01-03T00:00:00Z\"}, {\"time\": \"2030-01-02T00:00:00Z\"}, {}]}";
        SecretContent read = secret("{\"type\": \"kubernetes.io/tls\", \"metadata\": " + book + ", \"data\": "
                + applied.path("data") + "}");
        assertThat(read.isEmpty()).isFalse();
        assertThat(read.certificate().orElseThrow().leaf()).isEqualTo(MADE.leaf());
        assertThat(read.authorities()).containsExactly(MADE.chain().get(1));
        assertThat(read.changed()).isEqualTo("2030-01-03T00:00:00Z");
        assertThat(read.type()).isEqualTo("kubernetes.io/tls");
    }

    @Test
    void whatCannotBeReadSaysWhy() throws IOException {
        SecretContent read = secret("{\"data\": {\"tls.crt\": \"" + base64("garbage") + "\"}}");
        assertThat(read.isEmpty()).isFalse();
        assertThat(read.certificate()).isEmpty();
        assertThat(read.trouble()).startsWith("tls.crt holds no");
    }

    /** A server-side apply owns what it names. */
    @Test
    void nothingButTheBundleIsNamed() throws IOException {
        WebhookTrust two = new WebhookTrust(
                "MutatingWebhookConfiguration",
                "7",
                false,
                List.of(new Entry("a", "x", List.of()), new Entry("b", "x", List.of())));
        JsonNode applied =
                JSON.readTree(CertificateObjects.trusting(two, MADE.chain().subList(1, 2)));
        String bundle = base64(Pem.of(MADE.chain().get(1)));
        assertThat(applied).isEqualTo(JSON.readTree("""
                {"apiVersion": "admissionregistration.k8s.io/v1", "kind": "MutatingWebhookConfiguration",
                 "metadata": {"name": "zz-kosmos-admission", "resourceVersion": "7"},
                 "webhooks": [{"name": "a", "clientConfig": {"caBundle": "%1$s"}}, {"name": "b", "clientConfig": {"caBundle": "%1$s"}}]}
                """.formatted(bundle)));
    }

    private static WebhookTrust trust(String json) throws IOException {
        return CertificateObjects.trust(json.getBytes(StandardCharsets.UTF_8), "MutatingWebhookConfiguration");
    }

    private static SecretContent secret(String json) throws IOException {
        return CertificateObjects.secret(json.getBytes(StandardCharsets.UTF_8));
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.US_ASCII));
    }
}
