package io.kosmosadmission.cluster.certificates;

import io.kosmosadmission.admission.Finding;
import io.kosmosadmission.background.LastMessage;
import io.kosmosadmission.certificates.CertificateMaker;
import io.kosmosadmission.certificates.CertificateState;
import io.kosmosadmission.certificates.Pending;
import io.kosmosadmission.certificates.RotationPlan;
import io.kosmosadmission.certificates.RotationPlan.Step;
import io.kosmosadmission.certificates.RotationSchedule;
import io.kosmosadmission.certificates.SecretContent;
import io.kosmosadmission.certificates.WebhookTrust;
import io.kosmosadmission.cluster.UnansweredException;
import io.kosmosadmission.cluster.api.Events;
import io.kosmosadmission.cluster.api.WebhookConfigurations;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * Carries the plan out, for the holder of the lease: it reads everything anew before each step, so that nothing that
 * others did meanwhile is missed. What fails is tried again at the next call.
 */
final class CertificateRotation {

    private static final Logger LOG = Logger.getLogger(CertificateRotation.class);

    /** By which API servers call the Service, in each form of the name. */
    private static final Set<String> HOSTS =
            Set.of("kosmos-admission.kosmos-admission.svc", "kosmos-admission.kosmos-admission.svc.cluster.local");

    /** More than a whole first installation takes: make, trust, serve, rest. */
    private static final int MOST_STEPS = 6;

    private final CertificateApi api;
    private final RotationSchedule schedule;
    private final RotationPlan plan;
    private final Events events;
    private final Runnable served;
    private final LastMessage lastError = new LastMessage();
    private Optional<Pending> pending = Optional.empty();
    private Instant next = Instant.MIN;

    /** served is called when another certificate is in the Secret. */
    CertificateRotation(CertificateApi api, RotationSchedule schedule, Events events, Runnable served) {
        this.api = api;
        this.schedule = schedule;
        this.plan = new RotationPlan(schedule, HOSTS);
        this.events = events;
        this.served = served;
    }

    /** Does what is due, each few seconds while a rotation is under way, else at each look. */
    void keep() {
        if (pending.isEmpty() && Instant.now().isBefore(next)) {
            return;
        }
        try {
            int steps = 0;
            while (steps < MOST_STEPS && step()) {
                steps++;
            }
            next = Instant.now().plus(schedule.look());
            lastError.forget();
        } catch (IOException failed) {
            warn(String.valueOf(failed.getMessage()));
        }
    }

    private void warn(String why) {
        if (lastError.becomes(why)) {
            LOG.warnf("certificates not kept, will go on trying why=\"%s\"", why);
        }
    }

    /** Takes the next step. Returns whether there may be another one now. */
    private boolean step() throws IOException {
        Instant now = Instant.now();
        CertificateState state = api.read();
        if (state.secret().isEmpty()) {
            throw new UnansweredException("secret " + CertificateObjects.SECRET
                    + " is not there, and we may not make it: apply the manifests again");
        }
        pending = pending.map(made -> made.seenIn(state, now));
        Step step = plan.next(state, pending, now);
        switch (step.action()) {
            case Make ->
                pending = Optional.of(Pending.of(CertificateMaker.make(step.hosts(), schedule.lifetime(), now)));
            case Trust -> trust(state, step, now);
            case Serve -> serve(state.secret().get());
            case Rest -> {
                return false;
            }
        }
        return true;
    }

    private void trust(CertificateState state, Step step, Instant now) throws UnansweredException {
        state.whyNotTrusted(now).ifPresent(this::tell);
        for (WebhookTrust configuration : state.configurations()) {
            if (!configuration.keptByOthers()) {
                api.trust(configuration, step.trusted());
            }
        }
        LOG.infof(
                "authorities trusted by the webhook configurations count=%d",
                step.trusted().size());
    }

    /** The Event says what was found, since the finding may be mended before anybody counts it. */
    private void tell(String why) {
        LOG.warnf("caBundle put back why=\"%s\"", why);
        events.warn(WebhookConfigurations.SUBJECT, Finding.Check.CertificateNotTrusted.name(), why);
    }

    private void serve(SecretContent before) throws UnansweredException {
        if (pending.isPresent()) {
            api.serve(pending.get().certificate(), before);
            LOG.infof(
                    "new certificate in the secret notAfter=%s",
                    pending.get().certificate().notAfter());
            pending = Optional.empty();
            served.run();
        }
    }
}
