package io.kosmosadmission.certificates;

import io.kosmosadmission.certificates.WebhookTrust.Entry;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Says what the holder of the lease does next. A new authority is trusted first, then its certificate is served, then
 * the others are forgotten; each step leaves a state in which what is served is trusted, so the next holder may begin
 * anywhere.
 *
 * <p>Reads: caBundle of every webhook, the Secret, and the certificate that this holder has made and nobody serves yet.
 * Adds: an authority to caBundle, a certificate to the Secret. Takes away: authorities that have ended, that are more
 * than four, or that nobody serves under any more. Leaves alone: a configuration that cert-manager keeps, and then the
 * Secret too, since it is cert-manager's; everything while the Secret isn't there.
 */
public final class RotationPlan {

    /** What is done next. */
    public enum Action {
        Rest,
        /** Make a certificate for {@link Step#hosts}, and ask again. */
        Make,
        /** Make every webhook of ours trust {@link Step#trusted}, and ask again. */
        Trust,
        /** Write the made certificate into the Secret, and ask again. */
        Serve
    }

    /** An action, and what it needs. */
    public record Step(Action action, List<X509Certificate> trusted, Set<String> hosts) {
        public Step {
            trusted = List.copyOf(trusted);
            hosts = Set.copyOf(hosts);
        }

        private static Step of(Action action) {
            return new Step(action, List.of(), Set.of());
        }
    }

    /** The most authorities of a bundle: those that crashes left behind must not pile up. */
    static final int MOST = 4;

    private final RotationSchedule schedule;
    private final Set<String> hosts;

    /** hosts are named by every certificate, beside those that are called. */
    public RotationPlan(RotationSchedule schedule, Set<String> hosts) {
        this.schedule = schedule;
        this.hosts = Set.copyOf(hosts);
    }

    /** made is what this holder has made before, if anything. */
    public Step next(CertificateState state, Optional<Pending> made, Instant now) {
        if (state.secret().isEmpty()) {
            return Step.of(Action.Rest);
        }
        boolean renews = isRenewalDue(state, now);
        Optional<Pending> pending = renews ? made : Optional.empty();
        if (renews && pending.isEmpty()) {
            Set<String> all = new LinkedHashSet<>(hosts);
            all.addAll(state.hosts());
            return new Step(Action.Make, List.of(), all);
        }
        List<X509Certificate> wanted = wanted(state, pending, renews, now);
        if (!wanted.isEmpty() && !state.ours().stream().allMatch(entry -> entry.trustsExactly(wanted))) {
            return new Step(Action.Trust, wanted, Set.of());
        }
        boolean serves = pending.filter(ready -> mayBeServed(state, ready, now)).isPresent();
        return Step.of(serves ? Action.Serve : Action.Rest);
    }

    private boolean isRenewalDue(CertificateState state, Instant now) {
        if (state.ours().isEmpty() || state.isKeptByOthers()) {
            return false;
        }
        Optional<ServingCertificate> served = state.served();
        if (served.isEmpty() || !served.get().isTrustedBy(state.authorities(now), now)) {
            return true;
        }
        Instant renewal = now.plus(schedule.renewal());
        boolean ends = !served.get().notAfter().isAfter(renewal)
                || state.authorities(now).stream().noneMatch(authority -> CertificateState.isAlive(authority, renewal));
        // Not again and again where a name can't be borne.
        return ends || (!served.get().isFor(state.hosts()) && hasSettled(state, now));
    }

    /** Returns whom the webhooks must trust now: what is served and will be, and who may still be served under. */
    private List<X509Certificate> wanted(
            CertificateState state, Optional<Pending> pending, boolean renews, Instant now) {
        Set<X509Certificate> wanted = new LinkedHashSet<>();
        pending.ifPresent(soon -> wanted.add(soon.authority()));
        wanted.addAll(state.authorities(now));
        boolean alone = !renews && !state.isKeptByOthers() && !wanted.isEmpty() && hasSettled(state, now);
        if (!alone) {
            others(state, now).stream()
                    .filter(other -> !wanted.contains(other))
                    .limit(Math.max(0, MOST - wanted.size()))
                    .forEach(wanted::add);
        }
        return new ArrayList<>(wanted);
    }

    /** Returns all who are trusted by any webhook of ours, the youngest first. */
    private static List<X509Certificate> others(CertificateState state, Instant now) {
        return state.ours().stream()
                .map(Entry::bundle)
                .flatMap(List::stream)
                .distinct()
                .filter(authority -> CertificateState.isAlive(authority, now))
                .sorted(Comparator.comparing(X509Certificate::getNotAfter).reversed())
                .toList();
    }

    private boolean hasSettled(CertificateState state, Instant now) {
        return state.secret()
                .filter(secret -> !secret.changed().plus(schedule.settled()).isAfter(now))
                .isPresent();
    }

    /** An empty Secret is served by nobody, and one that has ended is trusted by nobody: neither is worth a wait. */
    private boolean mayBeServed(CertificateState state, Pending pending, Instant now) {
        boolean nobodyIsTrusted = state.secret().filter(SecretContent::isEmpty).isPresent()
                || state.served()
                        .filter(served -> !served.notAfter().isAfter(now))
                        .isPresent();
        return nobodyIsTrusted
                || pending.trustedSince()
                        .filter(since -> !since.plus(schedule.overlap()).isAfter(now))
                        .isPresent();
    }
}
