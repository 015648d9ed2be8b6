package io.kosmosadmission.server.http;

import io.netty.handler.ssl.OpenSsl;
import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.OpenSSLEngineOptions;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/**
 * Uses native ciphers where there are some for this machine: with JDK 17's own TLS, decryption alone costs more than a
 * decision. On other machines, TLS is the JDK's.
 */
@Singleton
final class NativeTls implements HttpServerOptionsCustomizer {

    private static final Logger LOG = Logger.getLogger(NativeTls.class);

    @Override
    public void customizeHttpsServer(HttpServerOptions options) {
        if (OpenSsl.isAvailable()) {
            options.setSslEngineOptions(new OpenSSLEngineOptions());
        } else {
            LOG.infof("TLS of the JDK: no native one for this machine");
        }
    }
}
