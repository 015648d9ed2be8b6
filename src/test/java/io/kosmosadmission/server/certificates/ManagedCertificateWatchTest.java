package io.kosmosadmission.server.certificates;

import static org.assertj.core.api.Assertions.assertThat;

import io.kosmosadmission.certificates.CertificateMaker;
import io.kosmosadmission.certificates.CertificateSource;
import io.kosmosadmission.certificates.ServingCertificate;
import io.kosmosadmission.server.FixedStateSource;
import io.kosmosadmission.server.ServeOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ManagedCertificateWatchTest {

    private static final class Given implements CertificateSource {
        private Optional<ServingCertificate> newest = Optional.empty();
        private Optional<String> whyNotTrustedYet = Optional.of("caBundle lacks it");

        @Override
        public Optional<ServingCertificate> newest() {
            return newest;
        }

        @Override
        public String awaited() {
            return "a certificate in a secret";
        }

        @Override
        public Optional<String> whyNotTrustedYet() {
            return whyNotTrustedYet;
        }
    }

    private final Given source = new Given();

    @Test
    void servesAStandInUntilThereIsOneAndIsReadyOnceItIsTrusted() throws Exception {
        CertificateInForce inForce = inForce();
        ManagedCertificateWatch watch = new ManagedCertificateWatch(source, inForce);
        watch.look();
        assertThat(inForce.isStandIn()).isTrue();
        assertThat(inForce.whyNotValid(Instant.now())).contains("waiting for a certificate in a secret");

        source.newest = Optional.of(made(Instant.now()));
        watch.look();
        assertThat(inForce.current()).isSameAs(source.newest.get());
        assertThat(inForce.whyNotValid(Instant.now())).contains("caBundle lacks it");

        source.whyNotTrustedYet = Optional.empty();
        assertThat(inForce.whyNotValid(Instant.now())).isEmpty();
        assertThat(inForce.secondsLeft(Instant.now())).isPositive();
    }

    @Test
    void beginsWithTheOneThatIsThere() throws Exception {
        source.newest = Optional.of(made(Instant.now()));
        assertThat(inForce().current()).isSameAs(source.newest.get());
    }

    @Test
    void takesNoneThatHasEndedAndTheNextOneThatIsGood() throws Exception {
        source.newest = Optional.of(made(Instant.now()));
        CertificateInForce inForce = inForce();
        ServingCertificate before = inForce.current();
        ManagedCertificateWatch watch = new ManagedCertificateWatch(source, inForce);
        source.newest = Optional.of(made(Instant.now().minus(Duration.ofDays(2))));
        watch.look();
        assertThat(inForce.current()).isSameAs(before);
        source.newest = Optional.of(made(Instant.now()));
        watch.look();
        assertThat(inForce.current()).isSameAs(source.newest.get()).isNotSameAs(before);
    }

    private static ServingCertificate made(Instant at) {
        return CertificateMaker.make(List.of("a.b.svc"), Duration.ofDays(1), at);
    }

    private CertificateInForce inForce() throws Exception {
        return new CertificateInForce(new ServeOptions(
                0, 0, Path.of("none"), Optional.of(source), Optional.empty(), new FixedStateSource(), () -> {}, true));
    }
}
