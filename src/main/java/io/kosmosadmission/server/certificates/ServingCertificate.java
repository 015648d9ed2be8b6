package io.kosmosadmission.server.certificates;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** A certificate chain, our own certificate first, and the private key that belongs to it. */
public final class ServingCertificate {

    private final List<X509Certificate> chain;
    private final PrivateKey key;
    private final String fingerprint;

    ServingCertificate(List<X509Certificate> chain, PrivateKey key) {
        this.chain = List.copyOf(chain);
        this.key = key;
        this.fingerprint = fingerprint(this.chain, key);
    }

    public X509Certificate leaf() {
        return chain.get(0);
    }

    List<X509Certificate> chain() {
        return chain;
    }

    PrivateKey key() {
        return key;
    }

    /** Returns the SHA-256 of the chain and the key, in hex. Both count, since a renewal may keep either of them. */
    String fingerprint() {
        return fingerprint;
    }

    Instant notAfter() {
        return leaf().getNotAfter().toInstant();
    }

    /** Returns why clients can't accept the certificate at this moment; empty while they can. */
    Optional<String> whyNotValid(Instant now) {
        if (now.isAfter(notAfter())) {
            return Optional.of("expired at " + notAfter());
        }
        Instant notBefore = leaf().getNotBefore().toInstant();
        return now.isBefore(notBefore) ? Optional.of("not valid before " + notBefore) : Optional.empty();
    }

    private static String fingerprint(List<X509Certificate> chain, PrivateKey key) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (X509Certificate certificate : chain) {
                digest.update(certificate.getEncoded());
            }
            return HexFormat.of().formatHex(digest.digest(key.getEncoded()));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
