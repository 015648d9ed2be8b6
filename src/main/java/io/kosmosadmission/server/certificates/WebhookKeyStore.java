package io.kosmosadmission.server.certificates;

import io.quarkus.tls.runtime.KeyStoreAndKeyCertOptions;
import io.quarkus.tls.runtime.KeyStoreProvider;
import io.smallrye.common.annotation.Identifier;
import io.vertx.core.Vertx;
import io.vertx.core.net.KeyCertOptions;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;

/**
 * Gives HTTPS a key manager that always serves what is in force. Quarkus' own reload is not used: it reads the files
 * itself and would take a certificate with another's key, it says nothing of a bad file, and it ends the handshakes that
 * are under way while it swaps.
 */
@Singleton
@Identifier("webhook") // as in quarkus.http.tls-configuration-name
final class WebhookKeyStore implements KeyStoreProvider {

    private final CertificateInForce inForce;

    WebhookKeyStore(CertificateInForce inForce) {
        this.inForce = inForce;
    }

    /** The store itself is empty: only the options are served from. */
    @Override
    public KeyStoreAndKeyCertOptions getKeyStore(Vertx vertx) {
        try {
            KeyStore empty = KeyStore.getInstance("PKCS12");
            empty.load(null, null);
            return new KeyStoreAndKeyCertOptions(empty, KeyCertOptions.wrap(new KeyManagerInForce(inForce)));
        } catch (GeneralSecurityException | IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
