package io.kosmosadmission.server.certificates;

import io.kosmosadmission.server.ServeOptions;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The certificate that new connections are served with. While a pod waits for its own, HTTPS is up with one that nobody
 * trusts: health can be asked, and the path be warmed, and readiness keeps clients away.
 */
@Singleton
public final class CertificateInForce {

    /** awaited says what is missing, where the certificate is only a stand-in; previous is for handshakes under way. */
    private record State(ServingCertificate certificate, Optional<String> awaited, ServingCertificate previous) {}

    private volatile State state;

    CertificateInForce(ServeOptions options) throws UnusableCertificateException {
        CertificateFolder folder = new CertificateFolder(options.certs(), options.inPod());
        Optional<ServingCertificate> found = folder.read();
        state = found.map(certificate -> new State(certificate, Optional.empty(), certificate))
                .orElseGet(() -> standIn(folder.awaited()));
    }

    private static State standIn(String awaited) {
        ServingCertificate made = CertificateMaker.make();
        return new State(made, Optional.of(awaited), made);
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

    /** From now on; called by one thread. */
    void take(ServingCertificate certificate) {
        state = new State(certificate, Optional.empty(), state.certificate());
    }

    /** The certificate of that fingerprint, if it is in force or was until just now. */
    Optional<ServingCertificate> of(String fingerprint) {
        State held = state;
        return Stream.of(held.certificate(), held.previous())
                .filter(certificate -> certificate.fingerprint().equals(fingerprint))
                .findFirst();
    }
}
