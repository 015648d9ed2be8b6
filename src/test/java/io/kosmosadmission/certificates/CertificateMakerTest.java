package io.kosmosadmission.certificates;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CertificateMakerTest {
    private static final Instant NOW = Instant.parse("2030-01-01T00:00:00Z");
    private static final ServingCertificate MADE =
            CertificateMaker.make(List.of("a.b.svc", "10.0.0.7", "fd00::7"), Duration.ofDays(90), NOW);

    @Test
    void isForTheHostsThatWereAskedForHoweverTheyAreWritten() {
        assertThat(MADE.isFor(Set.of("a.b.svc", "10.0.0.7", "fd00::7", "fd00:0::7")))
                .isTrue();
        assertThat(MADE.isFor(Set.of("a.b.svc", "localhost"))).isFalse();
        assertThat(MADE.isFor(Set.of("999.1.2.3"))).isFalse();
    }

    @Test
    void livesFromAnHourBeforeForAsLongAsItIsTold() {
        assertThat(MADE.chain()).allSatisfy(certificate -> {
            assertThat(certificate.getNotBefore()).isEqualTo(NOW.minusSeconds(3600));
            assertThat(certificate.getNotAfter()).isEqualTo(NOW.plus(Duration.ofDays(90)));
        });
        assertThat(MADE.isTrustedBy(List.of(MADE.chain().get(1)), NOW)).isTrue();
        assertThat(MADE.isTrustedBy(List.of(MADE.chain().get(1)), NOW.plus(Duration.ofDays(91))))
                .isFalse();
    }

    @Test
    void isTrustedByItsAuthorityAmongOthersAndByNoOther() {
        ServingCertificate other = CertificateMaker.make(List.of("a.b.svc"), Duration.ofDays(90), NOW);
        assertThat(MADE.isTrustedBy(other.chain().subList(1, 2), NOW)).isFalse();
        assertThat(MADE.isTrustedBy(List.of(), NOW)).isFalse();
        assertThat(MADE.isTrustedBy(List.of(other.chain().get(1), MADE.chain().get(1)), NOW))
                .isTrue();
        assertThat(MADE.isTrustedBy(List.of(MADE.leaf()), NOW)).isTrue();
    }

    @Test
    void comesBackFromItsText() throws UnusableCertificateException {
        ServingCertificate read = PemPair.read(
                "crt",
                Pem.of(MADE.chain()).getBytes(StandardCharsets.US_ASCII),
                "key",
                Pem.of(MADE.key()).getBytes(StandardCharsets.US_ASCII));
        assertThat(read.fingerprint()).isEqualTo(MADE.fingerprint());
    }

    @Test
    void aBundleIsReadWithoutWhatIsNoCertificate() {
        String broken =
                "# ours\n" + Pem.of(MADE.leaf()) + "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"
                        + Pem.of(MADE.key()) + Pem.of(MADE.chain().get(1));
        assertThat(Pem.certificates(broken.getBytes(StandardCharsets.US_ASCII))).isEqualTo(MADE.chain());
        assertThat(Pem.certificates(new byte[0])).isEmpty();
    }
}
