package io.kosmosadmission.server.certificates;

import io.kosmosadmission.background.LastMessage;
import io.kosmosadmission.certificates.CertificateSource;
import io.kosmosadmission.certificates.ServingCertificate;
import java.time.Instant;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Takes the newest certificate of a source into force, if it is valid now. A bad one is warned about once. */
final class ManagedCertificateWatch {

    private static final Logger LOG = Logger.getLogger(ManagedCertificateWatch.class);

    private final CertificateSource source;
    private final CertificateInForce inForce;
    private final ExpiryWarning expiry;
    private final LastMessage refused = new LastMessage();

    ManagedCertificateWatch(CertificateSource source, CertificateInForce inForce) {
        this.source = source;
        this.inForce = inForce;
        this.expiry = new ExpiryWarning(inForce, LOG);
    }

    /** Looks once. Called every second. */
    void look() {
        source.newest().filter(this::isOther).ifPresent(this::take);
        if (!inForce.isStandIn()) {
            expiry.look();
        }
    }

    private boolean isOther(ServingCertificate found) {
        return inForce.isStandIn()
                || !found.fingerprint().equals(inForce.current().fingerprint());
    }

    private void take(ServingCertificate found) {
        Optional<String> why = found.whyNotValid(Instant.now());
        if (why.isEmpty()) {
            inForce.take(found);
            refused.forget();
            LOG.infof("new certificate taken notAfter=%s", found.notAfter());
        } else if (refused.becomes("the new one " + why.get())) {
            expiry.warn(refused.text());
        }
    }
}
