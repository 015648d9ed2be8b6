package io.kosmosadmission.server.certificates;

import io.kosmosadmission.certificates.ServingCertificate;
import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/**
 * Serves each new connection with the certificate in force at that moment. A handshake asks for an alias, then for its
 * key and its chain. The alias is the certificate's fingerprint, so that both are of one certificate even if it is
 * replaced in between.
 */
final class KeyManagerInForce extends X509ExtendedKeyManager {

    private final CertificateInForce inForce;

    KeyManagerInForce(CertificateInForce inForce) {
        this.inForce = inForce;
    }

    /** Returns null where the certificate's key isn't of the type that the client can use. */
    @Override
    public @Nullable String chooseEngineServerAlias(
            String keyType, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
        ServingCertificate current = inForce.current();
        boolean fits = current.leaf().getPublicKey().getAlgorithm().equals(keyType);
        return fits ? current.fingerprint() : null;
    }

    @Override
    public @Nullable String chooseServerAlias(String keyType, Principal[] issuers, Socket socket) {
        return chooseEngineServerAlias(keyType, issuers, null);
    }

    @Override
    public String @Nullable [] getServerAliases(String keyType, Principal[] issuers) {
        String alias = chooseEngineServerAlias(keyType, issuers, null);
        return alias == null ? null : new String[] {alias};
    }

    @Override
    public @Nullable PrivateKey getPrivateKey(String alias) {
        return inForce.of(alias).map(ServingCertificate::key).orElse(null);
    }

    @Override
    public X509Certificate @Nullable [] getCertificateChain(String alias) {
        return inForce.of(alias)
                .map(certificate -> certificate.chain().toArray(X509Certificate[]::new))
                .orElse(null);
    }

    @Override
    public String @Nullable [] getClientAliases(String keyType, Principal[] issuers) {
        return null; // this server is nobody's client
    }

    @Override
    public @Nullable String chooseClientAlias(String[] keyType, Principal[] issuers, Socket socket) {
        return null;
    }
}
