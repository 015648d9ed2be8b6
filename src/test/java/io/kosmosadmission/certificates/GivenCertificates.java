package io.kosmosadmission.certificates;

import io.kosmosadmission.certificates.WebhookTrust.Entry;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/** States of Secret and webhook configurations at times of one's choice. */
final class GivenCertificates {
    static final Instant START = Instant.parse("2030-01-01T00:00:00Z");
    static final Duration LIFETIME = Duration.ofDays(90);
    static final RotationSchedule SCHEDULE = new RotationSchedule(LIFETIME);
    static final String HOST = "kosmos-admission.kosmos-admission.svc";
    static final SecretContent EMPTY = new SecretContent("Opaque", "1", true, Optional.empty(), List.of(), START, "");

    private GivenCertificates() {}

    static ServingCertificate made(Instant at) {
        return CertificateMaker.make(Set.of(HOST), LIFETIME, at);
    }

    static X509Certificate authority(ServingCertificate certificate) {
        return certificate.chain().get(1);
    }

    /** The Secret with that certificate, written at that time. */
    static SecretContent holding(ServingCertificate certificate, Instant changed) {
        return new SecretContent(
                "Opaque", "1", false, Optional.of(certificate), List.of(authority(certificate)), changed, "");
    }

    /** Two configurations of two webhooks, all of which trust these. */
    static List<WebhookTrust> trusting(List<X509Certificate> authorities) {
        return List.of(configuration("Mutating", false, authorities), configuration("Validating", false, authorities));
    }

    static WebhookTrust configuration(String kind, boolean keptByOthers, List<X509Certificate> authorities) {
        return new WebhookTrust(
                kind,
                "1",
                keptByOthers,
                IntStream.of(1, 2)
                        .mapToObj(i -> new Entry(kind + i, HOST, authorities))
                        .toList());
    }
}
