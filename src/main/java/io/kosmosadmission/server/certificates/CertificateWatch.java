package io.kosmosadmission.server.certificates;

import java.time.Instant;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Looks for a new certificate, and takes it if it is good. A bad one is warned about once, when it was seen twice: two
 * files are seldom replaced in the same instant, and the moment between is nobody's mistake.
 */
final class CertificateWatch {

    private static final Logger LOG = Logger.getLogger(CertificateWatch.class);
    /** Looks between two lines that say what is awaited: 30 s. */
    private static final int LOOKS_A_REMINDER = 30;

    private static final String FINE = "";

    private final CertificateFolder folder;
    private final CertificateInForce inForce;
    private String complaint = FINE;
    private boolean complained;
    private int looksWaited;

    CertificateWatch(CertificateFolder folder, CertificateInForce inForce) {
        this.folder = folder;
        this.inForce = inForce;
    }

    /** Called each second. */
    void look() {
        try {
            Optional<ServingCertificate> found = folder.read();
            if (found.isPresent()) {
                consider(found.get());
            } else {
                await(folder.awaited());
            }
        } catch (UnusableCertificateException unusable) {
            complain(unusable.getMessage());
        }
    }

    private void consider(ServingCertificate found) {
        Optional<String> notValid = found.whyNotValid(Instant.now());
        if (!inForce.isStandIn() && found.fingerprint().equals(inForce.current().fingerprint())) {
            complain(notValid.map(why -> "the one in force " + why).orElse(FINE));
            return;
        }
        if (notValid.isPresent()) {
            complain("the new one " + notValid.get());
            return;
        }
        inForce.take(found);
        complain(FINE);
        LOG.infof("new certificate taken notAfter=%s", found.notAfter());
    }

    private void await(String awaited) {
        if (!inForce.isStandIn()) {
            complain(awaited + " is gone");
        } else if (looksWaited++ % LOOKS_A_REMINDER == 0) {
            LOG.warnf("not ready, waiting for a certificate awaited=\"%s\"", awaited);
        }
    }

    private void complain(String why) {
        if (!why.equals(complaint)) {
            complaint = why;
            complained = false;
        } else if (!complained && !why.equals(FINE)) {
            complained = true;
            LOG.warnf(
                    "certificate not good, what is in force stays why=\"%s\" inForceUntil=%s",
                    why, inForce.isStandIn() ? "none" : inForce.current().notAfter());
        }
    }
}
