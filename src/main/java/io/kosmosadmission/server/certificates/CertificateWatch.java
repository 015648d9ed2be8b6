package io.kosmosadmission.server.certificates;

import io.kosmosadmission.certificates.ServingCertificate;
import io.kosmosadmission.certificates.UnusableCertificateException;
import io.kosmosadmission.rules.FileWatcher;
import io.kosmosadmission.rules.FileWatcher.Look;
import java.time.Instant;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Looks for a new certificate, and takes it at once if it is good: its key belongs to it, so both files are whole. A
 * bad one is warned about once, when two looks in a row have found it: two files are seldom replaced at the same
 * instant, and the state between is no mistake.
 */
final class CertificateWatch {

    private static final Logger LOG = Logger.getLogger(CertificateWatch.class);
    /** The number of looks from one log line that says what is awaited to the next: 30 s. */
    private static final int LOOKS_A_REMINDER = 30;

    private final CertificateFolder folder;
    private final CertificateInForce inForce;
    private final FileWatcher<ServingCertificate> files;
    private final ExpiryWarning expiry;
    private int looksWaited;

    CertificateWatch(CertificateFolder folder, CertificateInForce inForce) {
        this.folder = folder;
        this.inForce = inForce;
        this.expiry = new ExpiryWarning(inForce, LOG);
        this.files = FileWatcher.provenWhole(inForce.current(), folder::fingerprint, this::read);
    }

    /** Looks once. Called every second. */
    void look() {
        if (inForce.isStandIn() && !folder.isComplete()) {
            remind();
            return;
        }
        Look look = files.look();
        if (look == Look.Changed) {
            take(files.value());
        } else if (look == Look.Refused) {
            files.error().ifPresent(expiry::warn);
        }
        if (files.error().isEmpty()) {
            expiry.look();
        }
    }

    /** Reads the certificate in the folder. It must be valid now, unless it is the one in force. */
    private ServingCertificate read() throws UnusableCertificateException {
        ServingCertificate found =
                folder.read().orElseThrow(() -> new UnusableCertificateException(folder.awaited() + " is gone"));
        Optional<String> why = isInForce(found) ? Optional.empty() : found.whyNotValid(Instant.now());
        if (why.isPresent()) {
            throw new UnusableCertificateException("the new one " + why.get());
        }
        return found;
    }

    private boolean isInForce(ServingCertificate found) {
        return !inForce.isStandIn()
                && found.fingerprint().equals(inForce.current().fingerprint());
    }

    private void take(ServingCertificate found) {
        if (!isInForce(found)) {
            inForce.take(found);
            LOG.infof("new certificate taken notAfter=%s", found.notAfter());
        }
    }

    private void remind() {
        if (looksWaited++ % LOOKS_A_REMINDER == 0) {
            LOG.warnf("not ready, waiting for a certificate awaited=\"%s\"", folder.awaited());
        }
    }
}
