package io.kosmosadmission.server.certificates;

import io.kosmosadmission.background.LastMessage;
import java.time.Instant;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Warns once when the certificate in force ends, which happens though nothing changes. */
final class ExpiryWarning {

    private final CertificateInForce inForce;
    private final Logger log;
    private final LastMessage notValid = new LastMessage();

    ExpiryWarning(CertificateInForce inForce, Logger log) {
        this.inForce = inForce;
        this.log = log;
    }

    void look() {
        Optional<String> why = inForce.current().whyNotValid(Instant.now());
        if (why.isEmpty()) {
            notValid.forget();
        } else if (notValid.becomes("the one in force " + why.get())) {
            warn(notValid.text());
        }
    }

    void warn(String why) {
        log.warnf(
                "certificate not good, what is in force stays why=\"%s\" inForceUntil=%s",
                why, inForce.isStandIn() ? "none" : inForce.current().notAfter());
    }
}
