package io.kosmosadmission.cluster.certificates;

import io.kosmosadmission.admission.Finding;
import io.kosmosadmission.admission.Findings;
import io.kosmosadmission.background.Daemon;
import io.kosmosadmission.background.LastMessage;
import io.kosmosadmission.certificates.CertificateSource;
import io.kosmosadmission.certificates.CertificateState;
import io.kosmosadmission.certificates.RotationSchedule;
import io.kosmosadmission.certificates.SecretContent;
import io.kosmosadmission.certificates.ServingCertificate;
import io.kosmosadmission.cluster.api.ApiServer;
import io.kosmosadmission.cluster.api.ClusterConnection;
import io.kosmosadmission.cluster.api.Events;
import io.kosmosadmission.cluster.api.WebhookConfigurations;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * The certificate in the cluster's Secret, held in memory, and whether the webhook configurations trust it. What can't
 * be read leaves what was read before.
 */
public final class ManagedCertificates implements CertificateSource, AutoCloseable {

    private static final Logger LOG = Logger.getLogger(ManagedCertificates.class);

    /** From one look to the next until a trusted certificate is there. */
    private static final Duration AT_FIRST = Duration.ofSeconds(5);

    private static final String AWAITED =
            "a certificate in secret " + ClusterConnection.NAMESPACE + "/" + CertificateObjects.SECRET;
    private static final String NOT_READ = "secret and webhook configurations have not been read yet";
    private static final String NOT_LOOKED = "looking for certificates failed";

    private final CertificateApi api;
    private final RotationSchedule schedule;
    private final CertificateRotation rotation;
    private final Daemon thread = new Daemon("managed-certificates", LOG);
    private final LastMessage lastError = new LastMessage();
    private Instant next = Instant.MIN;
    private volatile Optional<ServingCertificate> newest = Optional.empty();
    private volatile Optional<String> whyNotTrustedYet = Optional.of(NOT_READ);
    private volatile Findings findings = Findings.NONE;

    public ManagedCertificates(ApiServer server, RotationSchedule schedule, Events events) {
        this.api = new CertificateApi(server);
        this.schedule = schedule;
        this.rotation = new CertificateRotation(api, schedule, events, () -> thread.run(this::look, NOT_LOOKED));
    }

    public void start() {
        Duration pause = schedule.look().compareTo(AT_FIRST) < 0 ? schedule.look() : AT_FIRST;
        thread.repeat(this::lookIfDue, Duration.ZERO, pause, NOT_LOOKED);
    }

    /** Makes, trusts and replaces what is due. For the holder of the lease only, which calls it each few seconds. */
    public void keep() {
        rotation.keep();
    }

    private void lookIfDue() {
        if (whyNotTrustedYet.isPresent() || !Instant.now().isBefore(next)) {
            look();
        }
    }

    private void look() {
        try {
            take(api.read());
        } catch (IOException failed) {
            notRead(String.valueOf(failed.getMessage()));
        }
    }

    private void take(CertificateState state) {
        Instant now = Instant.now();
        next = now.plus(schedule.look());
        Optional<SecretContent> secret = state.secret();
        Optional<ServingCertificate> read = secret.flatMap(SecretContent::certificate);
        if (read.isPresent()) {
            newest = read;
            lastError.forget();
        } else if (secret.filter(SecretContent::isEmpty).isPresent()) {
            await("the holder of the lease has not made one yet");
        } else {
            notRead(secret.map(SecretContent::trouble).orElse("the secret is not there: apply the manifests again"));
        }
        Optional<String> why = state.whyNotTrusted(now);
        findings = why.map(text -> new Findings(List.of(new Finding(
                        Finding.Check.CertificateNotTrusted, List.of(WebhookConfigurations.SUBJECT), text))))
                .orElse(Findings.NONE);
        if (whyNotTrustedYet.isPresent()) {
            whyNotTrustedYet = read.isEmpty() ? Optional.of("waiting for " + AWAITED) : why;
        }
    }

    /** Every first installation begins so, and it is no reason to worry. */
    private void await(String why) {
        if (lastError.becomes(why)) {
            LOG.infof("no certificate read awaited=\"%s\" why=\"%s\"", AWAITED, why);
        }
    }

    private void notRead(String why) {
        if (whyNotTrustedYet.isPresent()) {
            whyNotTrustedYet = Optional.of(why);
        }
        if (lastError.becomes(why)) {
            LOG.warnf("no certificate read, what was read before stays awaited=\"%s\" why=\"%s\"", AWAITED, why);
        }
    }

    @Override
    public Optional<ServingCertificate> newest() {
        return newest;
    }

    @Override
    public String awaited() {
        return AWAITED;
    }

    @Override
    public Optional<String> whyNotTrustedYet() {
        return whyNotTrustedYet;
    }

    public Findings findings() {
        return findings;
    }

    @Override
    public void close() {
        thread.close();
    }
}
