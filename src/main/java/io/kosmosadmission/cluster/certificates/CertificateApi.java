package io.kosmosadmission.cluster.certificates;

import io.fabric8.kubernetes.client.http.HttpResponse;
import io.kosmosadmission.certificates.CertificateState;
import io.kosmosadmission.certificates.SecretContent;
import io.kosmosadmission.certificates.ServingCertificate;
import io.kosmosadmission.certificates.WebhookTrust;
import io.kosmosadmission.cluster.UnansweredException;
import io.kosmosadmission.cluster.api.ApiErrors;
import io.kosmosadmission.cluster.api.ApiServer;
import io.kosmosadmission.cluster.api.ClusterConnection;
import io.kosmosadmission.cluster.api.WebhookConfigurations;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads and applies the Secret and the webhook configurations, each by its name. */
final class CertificateApi {

    /** Owns what it applied, in the API server's book: nobody's apply takes it back. */
    static final String MANAGER = "kosmos-admission-certificates";

    /** Much less than a lease lasts. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final String SECRET =
            "api/v1/namespaces/" + ClusterConnection.NAMESPACE + "/secrets/" + CertificateObjects.SECRET;

    private final ApiServer server;

    CertificateApi(ApiServer server) {
        this.server = server;
    }

    /** Reads everything anew. Throws where an answer is neither the object nor that there is none. */
    CertificateState read() throws IOException {
        Optional<byte[]> secret = get(SECRET);
        List<WebhookTrust> configurations = new ArrayList<>();
        for (String kind : WebhookConfigurations.KINDS) {
            Optional<byte[]> configuration = get(WebhookConfigurations.path(kind));
            if (configuration.isPresent()) {
                configurations.add(CertificateObjects.trust(configuration.get(), kind));
            }
        }
        Optional<SecretContent> content =
                secret.isPresent() ? Optional.of(CertificateObjects.secret(secret.get())) : Optional.empty();
        return new CertificateState(configurations, content);
    }

    private Optional<byte[]> get(String path) throws UnansweredException {
        HttpResponse<byte[]> answer = ApiServer.await(server.get(path, PATIENCE), PATIENCE);
        if (answer.code() == HttpURLConnection.HTTP_NOT_FOUND) {
            return Optional.empty();
        }
        return Optional.of(body(answer));
    }

    private static byte[] body(HttpResponse<byte[]> answer) throws UnansweredException {
        if (answer.code() != HttpURLConnection.HTTP_OK) {
            throw new UnansweredException(ApiErrors.of(answer.code(), answer.body()));
        }
        return answer.body();
    }

    /** Makes the configuration's webhooks trust these authorities and nobody else. */
    void trust(WebhookTrust configuration, List<X509Certificate> authorities) throws UnansweredException {
        apply(
                WebhookConfigurations.path(configuration.kind()),
                CertificateObjects.trusting(configuration, authorities));
    }

    /** Writes the certificate in the place of what was read before. */
    void serve(ServingCertificate certificate, SecretContent before) throws UnansweredException {
        apply(SECRET, CertificateObjects.holding(certificate, before));
    }

    private void apply(String path, String json) throws UnansweredException {
        body(ApiServer.await(server.applyByForce(path, json, MANAGER, PATIENCE), PATIENCE));
    }
}
