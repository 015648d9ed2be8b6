package io.kosmosadmission.certificates;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertStore;
import java.security.cert.CertificateParsingException;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;

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

    public List<X509Certificate> chain() {
        return chain;
    }

    public PrivateKey key() {
        return key;
    }

    /** Returns the SHA-256 of the chain and the key, in hex. Both count, since a renewal may keep either of them. */
    public String fingerprint() {
        return fingerprint;
    }

    public Instant notAfter() {
        return leaf().getNotAfter().toInstant();
    }

    /** Returns why clients can't accept the certificate at this moment; empty while they can. */
    public Optional<String> whyNotValid(Instant now) {
        if (now.isAfter(notAfter())) {
            return Optional.of("expired at " + notAfter());
        }
        Instant notBefore = leaf().getNotBefore().toInstant();
        return now.isBefore(notBefore) ? Optional.of("not valid before " + notBefore) : Optional.empty();
    }

    /**
     * Returns whether a client that trusts these authorities accepts the chain at this moment, whatever name it calls.
     * Any certificate of a bundle is an end of the chain, the served one too, as it is for an API server.
     */
    public boolean isTrustedBy(List<X509Certificate> authorities, Instant now) {
        return whyNotValid(now).isEmpty() && (authorities.contains(leaf()) || hasPath(authorities, now));
    }

    private boolean hasPath(List<X509Certificate> authorities, Instant now) {
        Set<TrustAnchor> anchors = new HashSet<>();
        authorities.forEach(authority -> anchors.add(new TrustAnchor(authority, null)));
        if (anchors.isEmpty()) {
            return false;
        }
        try {
            X509CertSelector target = new X509CertSelector();
            target.setCertificate(leaf());
            PKIXBuilderParameters parameters = new PKIXBuilderParameters(anchors, target);
            parameters.setRevocationEnabled(false);
            parameters.setDate(Date.from(now));
            parameters.addCertStore(CertStore.getInstance("Collection", new CollectionCertStoreParameters(chain)));
            return CertPathBuilder.getInstance("PKIX").build(parameters) != null;
        } catch (CertPathBuilderException none) {
            return false;
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Returns whether the certificate is for all of these hosts: DNS names, or addresses as they are written. */
    public boolean isFor(Collection<String> hosts) {
        Set<String> named = new HashSet<>();
        try {
            Collection<List<?>> names = leaf().getSubjectAlternativeNames();
            if (names != null) {
                names.forEach(name -> named.add(String.valueOf(name.get(1))));
            }
        } catch (CertificateParsingException unreadable) {
            return false;
        }
        return hosts.stream().map(CertificateMaker::written).allMatch(named::contains);
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
