package io.kosmosadmission.cluster.certificates;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kosmosadmission.certificates.Pem;
import io.kosmosadmission.certificates.PemPair;
import io.kosmosadmission.certificates.SecretContent;
import io.kosmosadmission.certificates.ServingCertificate;
import io.kosmosadmission.certificates.UnusableCertificateException;
import io.kosmosadmission.certificates.WebhookTrust;
import io.kosmosadmission.cluster.api.ClusterConnection;
import io.kosmosadmission.cluster.api.WebhookConfigurations;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** The Secret and the webhook configurations in JSON, as they are read and as they are applied. */
final class CertificateObjects {

    static final String SECRET = "kosmos-admission-tls";

    private static final String API = "admissionregistration.k8s.io/v1";
    private static final String BY_CERT_MANAGER = "cert-manager.io/inject-ca-from";
    private static final ObjectMapper JSON = new ObjectMapper();

    private CertificateObjects() {}

    static WebhookTrust trust(byte[] configuration, String kind) throws IOException {
        JsonNode read = JSON.readTree(configuration);
        List<WebhookTrust.Entry> entries = new ArrayList<>();
        for (JsonNode webhook : read.path("webhooks")) {
            JsonNode client = webhook.path("clientConfig");
            entries.add(new WebhookTrust.Entry(
                    webhook.path("name").asText(),
                    host(client),
                    Pem.certificates(decoded(client.path("caBundle").asText()))));
        }
        boolean byCertManager = read.path("metadata").path("annotations").has(BY_CERT_MANAGER);
        return new WebhookTrust(kind, version(read), byCertManager, entries);
    }

    /** Returns the name that an API server asks the certificate for; empty where it can't be told. */
    private static String host(JsonNode client) {
        JsonNode service = client.path("service");
        if (!service.isMissingNode() && !service.isNull()) {
            return service.path("name").asText() + "."
                    + service.path("namespace").asText() + ".svc";
        }
        try {
            String host = new URI(client.path("url").asText()).getHost();
            return host == null ? "" : host.replaceAll("[\\[\\]]", "");
        } catch (URISyntaxException odd) {
            return "";
        }
    }

    private static String version(JsonNode object) {
        return object.at("/metadata/resourceVersion").asText();
    }

    static SecretContent secret(byte[] secret) throws IOException {
        JsonNode read = JSON.readTree(secret);
        byte[] certificate = decoded(read.at("/data/tls.crt").asText());
        byte[] key = decoded(read.at("/data/tls.key").asText());
        List<X509Certificate> authorities =
                Pem.certificates(decoded(read.at("/data/ca.crt").asText()));
        Instant changed = changed(read.path("metadata"));
        String type = read.path("type").asText();
        if (certificate.length == 0 && key.length == 0) {
            return new SecretContent(type, version(read), true, Optional.empty(), authorities, changed, "");
        }
        try {
            ServingCertificate pair = PemPair.read("tls.crt", certificate, "tls.key", key);
            return new SecretContent(type, version(read), false, Optional.of(pair), authorities, changed, "");
        } catch (UnusableCertificateException unusable) {
            return new SecretContent(
                    type,
                    version(read),
                    false,
                    Optional.empty(),
                    authorities,
                    changed,
                    String.valueOf(unusable.getMessage()));
        }
    }

    /** Returns the latest time in the API server's own book of writers, or when the object was made. */
    private static Instant changed(JsonNode metadata) {
        Instant latest = time(metadata.path("creationTimestamp"));
        for (JsonNode manager : metadata.path("managedFields")) {
            Instant written = time(manager.path("time"));
            latest = written.isAfter(latest) ? written : latest;
        }
        return latest;
    }

    private static Instant time(JsonNode node) {
        try {
            return Instant.parse(node.asText());
        } catch (DateTimeParseException none) {
            return Instant.EPOCH;
        }
    }

    /** An API server gives base64 without line breaks. */
    private static byte[] decoded(String base64) {
        return Base64.getDecoder().decode(base64);
    }

    /** Returns what is applied so that these webhooks trust these authorities: nothing else of them is named. */
    static String trusting(WebhookTrust configuration, List<X509Certificate> authorities) {
        ObjectNode applied = object(API, configuration.kind(), WebhookConfigurations.NAME, configuration.version());
        ArrayNode webhooks = applied.putArray("webhooks");
        String bundle = encoded(Pem.of(authorities));
        for (WebhookTrust.Entry entry : configuration.entries()) {
            webhooks.addObject()
                    .put("name", entry.name())
                    .putObject("clientConfig")
                    .put("caBundle", bundle);
        }
        return applied.toString();
    }

    /**
     * Returns what is applied so that the Secret holds the certificate. The type can't be changed, and goes along: what
     * the same manager doesn't name again is taken away.
     */
    static String holding(ServingCertificate certificate, SecretContent before) {
        ObjectNode applied = object("v1", "Secret", SECRET, before.version());
        applied.put("type", before.type());
        applied.withObject("/metadata").put("namespace", ClusterConnection.NAMESPACE);
        applied.putObject("data")
                .put("tls.crt", encoded(Pem.of(certificate.leaf())))
                .put("tls.key", encoded(Pem.of(certificate.key())))
                .put("ca.crt", encoded(Pem.of(certificate.chain().get(1))));
        return applied.toString();
    }

    private static ObjectNode object(String apiVersion, String kind, String name, String version) {
        ObjectNode object =
                JSON.createObjectNode().put("apiVersion", apiVersion).put("kind", kind);
        object.putObject("metadata").put("name", name).put("resourceVersion", version);
        return object;
    }

    private static String encoded(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.US_ASCII));
    }
}
