package io.kosmosadmission.certificates;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Optional;

/**
 * A certificate that is made and not yet served. Only the holder of the lease has it, in memory: where it is lost,
 * another is made.
 *
 * @param trustedSince since when every webhook was seen to trust its authority, without a break; empty while not
 */
public record Pending(ServingCertificate certificate, Optional<Instant> trustedSince) {

    public static Pending of(ServingCertificate made) {
        return new Pending(made, Optional.empty());
    }

    X509Certificate authority() {
        return certificate.chain().get(certificate.chain().size() - 1);
    }

    /** Returns the same, with what the state says of its authority. */
    public Pending seenIn(CertificateState state, Instant now) {
        boolean trusted = state.ours().stream().allMatch(entry -> entry.bundle().contains(authority()));
        return new Pending(certificate, trusted ? trustedSince.or(() -> Optional.of(now)) : Optional.empty());
    }
}
