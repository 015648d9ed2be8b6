package io.kosmosadmission.server.certificates;

import io.kosmosadmission.server.ServeOptions;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The certificate that new connections are served with. While a pod waits for its own, HTTPS is up with one that nobody
 * trusts: health can be asked, and the path be warmed, and readiness keeps clients away.
 */
@Singleton
public final class CertificateInForce {

    /** awaited says what is missing, where the certificate is only a stand-in. */
    private record State(ServingCertificate certificate, Optional<String> awaited) {}

    private volatile State state;

    CertificateInForce(ServeOptions options) throws UnusableCertificateException {
        CertificateFolder folder = new CertificateFolder(options.certs(), options.inPod());
        Optional<ServingCertificate> found = folder.read();
        state = found.map(certificate -> new State(certificate, Optional.empty()))
                .orElseGet(() -> new State(CertificateMaker.make(), Optional.of(folder.awaited())));
    }

    public ServingCertificate current() {
        return state.certificate();
    }

    public boolean isStandIn() {
        return state.awaited().isPresent();
    }

    /** Why clients can't accept what we serve; empty while they can. */
    public Optional<String> whyNotValid(Instant now) {
        State held = state;
        return held.awaited().isPresent()
                ? held.awaited().map(awaited -> "waiting for " + awaited)
                : held.certificate().whyNotValid(now);
    }

    /** Seconds until the serving certificate ends; negative once it has; NaN while there is none. */
    public double secondsLeft(Instant now) {
        return isStandIn()
                ? Double.NaN
                : Duration.between(now, current().notAfter()).toSeconds();
    }

    void take(ServingCertificate certificate) {
        state = new State(certificate, Optional.empty());
    }
}
