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
 * Gives HTTPS a key manager that always serves the certificate in force. Quarkus' own reload isn't used: it reads the
 * files itself and would take a certificate with another's key, it doesn't report a bad file, and it breaks off
 * handshakes that are under way while it swaps the files.
 */
@Singleton
@Identifier("webhook") // as in quarkus.http.tls-configuration-name
final class WebhookKeyStore implements KeyStoreProvider {

    private final CertificateInForce inForce;

    WebhookKeyStore(CertificateInForce inForce) {
        this.inForce = inForce;
    }

    /** Returns an empty store: only the key manager in the options is used. */
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
