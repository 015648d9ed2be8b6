package io.kosmosadmission.certificates;

import io.kosmosadmission.certificates.WebhookTrust.Entry;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The webhook configurations that are there, and the Secret, as they were read at one moment. Nothing else is known of a
 * rotation, so whoever comes next goes on with it.
 *
 * @param secret empty where there is no such object
 */
public record CertificateState(List<WebhookTrust> configurations, Optional<SecretContent> secret) {

    public CertificateState {
        configurations = List.copyOf(configurations);
    }

    Optional<ServingCertificate> served() {
        return secret.flatMap(SecretContent::certificate);
    }

    /** Returns the webhooks whose caBundle is ours to keep. */
    List<Entry> ours() {
        return configurations.stream()
                .filter(configuration -> !configuration.keptByOthers())
                .flatMap(configuration -> configuration.entries().stream())
                .toList();
    }

    boolean isKeptByOthers() {
        return configurations.stream().anyMatch(WebhookTrust::keptByOthers);
    }

    /** Returns the hosts that API servers call. */
    Set<String> hosts() {
        return configurations.stream()
                .flatMap(configuration -> configuration.entries().stream())
                .map(Entry::host)
                .filter(host -> !host.isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Returns the authorities of the Secret that end later than now. */
    List<X509Certificate> authorities(Instant now) {
        return secret.map(SecretContent::authorities).orElse(List.of()).stream()
                .filter(authority -> isAlive(authority, now))
                .toList();
    }

    static boolean isAlive(X509Certificate authority, Instant now) {
        return authority.getNotAfter().toInstant().isAfter(now);
    }

    /** Says for people which webhooks don't trust the certificate of the Secret; empty where all do. */
    public Optional<String> whyNotTrusted(Instant now) {
        if (served().isEmpty()) {
            return Optional.empty();
        }
        ServingCertificate certificate = served().get();
        List<String> distrusting = configurations.stream()
                .flatMap(configuration -> distrusting(configuration, certificate, now))
                .toList();
        return distrusting.isEmpty()
                ? Optional.empty()
                : Optional.of("API servers refuse our answers: caBundle lacks the authority of our certificate in "
                        + String.join(" and ", distrusting));
    }

    private static Stream<String> distrusting(WebhookTrust configuration, ServingCertificate certificate, Instant now) {
        List<String> names = configuration.entries().stream()
                .filter(entry -> !certificate.isTrustedBy(entry.bundle(), now))
                .map(Entry::name)
                .toList();
        boolean all = names.size() == configuration.entries().size();
        return names.isEmpty()
                ? Stream.empty()
                : Stream.of((all ? "all" : String.valueOf(names.size())) + " webhooks of "
                        + configuration.kind()
                        + (configuration.keptByOthers() ? ", which cert-manager keeps" : ", which is filled soon"));
    }
}
