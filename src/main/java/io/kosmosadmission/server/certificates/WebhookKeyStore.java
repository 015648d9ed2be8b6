package io.kosmosadmission.server.certificates;

import io.quarkus.tls.runtime.KeyStoreAndKeyCertOptions;
import io.quarkus.tls.runtime.KeyStoreProvider;
import io.smallrye.common.annotation.Identifier;
import io.vertx.core.Vertx;
import jakarta.inject.Singleton;

/**
 * Gives the TLS registry what we have verified. Left to read the files itself, the registry would take a certificate with
 * another's key, and every handshake would fail until the pair is whole.
 */
@Singleton
@Identifier(WebhookKeyStore.NAME)
final class WebhookKeyStore implements KeyStoreProvider {

    /** As in quarkus.http.tls-configuration-name. */
    static final String NAME = "webhook";

    private final CertificateInForce inForce;

    WebhookKeyStore(CertificateInForce inForce) {
        this.inForce = inForce;
    }

    @Override
    public KeyStoreAndKeyCertOptions getKeyStore(Vertx vertx) {
        return inForce.current().toKeyStore();
    }
}
