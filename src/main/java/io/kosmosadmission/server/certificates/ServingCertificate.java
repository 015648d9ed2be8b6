package io.kosmosadmission.server.certificates;

import io.quarkus.tls.runtime.KeyStoreAndKeyCertOptions;
import io.vertx.core.net.KeyCertOptions;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;

/** A chain, our own certificate first, and the private key that was seen to belong to it. */
public record ServingCertificate(List<X509Certificate> chain, PrivateKey key) {

    private static final char[] NO_PASSWORD = new char[0];

    public ServingCertificate {
        chain = List.copyOf(chain);
    }

    public X509Certificate leaf() {
        return chain.get(0);
    }

    public Instant notAfter() {
        return leaf().getNotAfter().toInstant();
    }

    /** Empty while clients can accept it. */
    Optional<String> whyNotValid(Instant now) {
        if (now.isAfter(notAfter())) {
            return Optional.of("expired at " + notAfter());
        }
        Instant notBefore = leaf().getNotBefore().toInstant();
        return now.isBefore(notBefore) ? Optional.of("not valid before " + notBefore) : Optional.empty();
    }

    /** SHA-256 over the chain and the key, in hex: a renewal may keep either. */
    String fingerprint() {
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

    /** As the TLS registry takes it. */
    KeyStoreAndKeyCertOptions toKeyStore() {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry("webhook", key, NO_PASSWORD, chain.toArray(Certificate[]::new));
            KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            managers.init(store, NO_PASSWORD);
            return new KeyStoreAndKeyCertOptions(store, KeyCertOptions.wrap(managers));
        } catch (GeneralSecurityException | IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
