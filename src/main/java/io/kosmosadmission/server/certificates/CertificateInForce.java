package io.kosmosadmission.server.certificates;

import io.kosmosadmission.certificates.CertificateMaker;
import io.kosmosadmission.certificates.CertificateSource;
import io.kosmosadmission.certificates.ServingCertificate;
import io.kosmosadmission.certificates.UnusableCertificateException;
import io.kosmosadmission.server.ServeOptions;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The certificate that new connections are served with. While a pod waits for its own one, HTTPS serves a stand-in that
 * nobody trusts: the server can start and warm up, and readiness keeps clients away.
 */
@Singleton
public final class CertificateInForce {

    /**
     * A certificate in force. awaited names what is missing while the certificate is only a stand-in; previous is for
     * handshakes under way.
     */
    private record State(ServingCertificate certificate, Optional<String> awaited, ServingCertificate previous) {}

    private final Optional<CertificateSource> managed;
    private volatile State state;

    CertificateInForce(ServeOptions options) throws UnusableCertificateException {
        managed = options.managedCertificates();
        state = managed.isPresent() ? ofSource(managed.get()) : ofFolder(options);
    }

    private static State ofFolder(ServeOptions options) throws UnusableCertificateException {
        CertificateFolder folder = new CertificateFolder(options.certs(), options.inPod());
        return folder.read().map(CertificateInForce::first).orElseGet(() -> standIn(folder.awaited()));
    }

    private static State ofSource(CertificateSource source) {
        return source.newest().map(CertificateInForce::first).orElseGet(() -> standIn(source.awaited()));
    }

    private static State first(ServingCertificate certificate) {
        return new State(certificate, Optional.empty(), certificate);
    }

    private static State standIn(String awaited) {
        ServingCertificate made =
                CertificateMaker.make(CertificateMaker.LOCALHOST, CertificateMaker.LONGEST, Instant.now());
        return new State(made, Optional.of(awaited), made);
    }

    public ServingCertificate current() {
        return state.certificate();
    }

    public boolean isStandIn() {
        return state.awaited().isPresent();
    }

    /** Returns why clients can't accept what is served; empty while they can. */
    public Optional<String> whyNotValid(Instant now) {
        State held = state;
        return held.awaited().isPresent()
                ? held.awaited().map(awaited -> "waiting for " + awaited)
                : held.certificate().whyNotValid(now).or(() -> managed.flatMap(CertificateSource::whyNotTrustedYet));
    }

    /**
     * Returns the seconds until the serving certificate ends; negative once it has, and NaN while there is only a
     * stand-in.
     */
    public double secondsLeft(Instant now) {
        return isStandIn()
                ? Double.NaN
                : Duration.between(now, current().notAfter()).toSeconds();
    }

    /** Serves new connections with this certificate from now on. Called by one thread only. */
    void take(ServingCertificate certificate) {
        state = new State(certificate, Optional.empty(), state.certificate());
    }

    /** Returns the certificate with this fingerprint, if it is the one in force or the one before it. */
    Optional<ServingCertificate> of(String fingerprint) {
        State held = state;
        return Stream.of(held.certificate(), held.previous())
                .filter(certificate -> certificate.fingerprint().equals(fingerprint))
                .findFirst();
    }
}
