package io.kosmosadmission.certificates;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a Secret of type kubernetes.io/tls or Opaque holds.
 *
 * @param type as it is; it can't be changed
 * @param version as it was read: what is written then holds only while nobody else has written
 * @param isEmpty whether it has neither certificate nor key, as it is shipped
 * @param certificate the pair; empty where there is none, or none that can be read
 * @param authorities what {@code ca.crt} holds
 * @param changed when it was last written, by whomever
 * @param trouble why the pair can't be read, for people; empty where it can, or where there is none
 */
public record SecretContent(
        String type,
        String version,
        boolean isEmpty,
        Optional<ServingCertificate> certificate,
        List<X509Certificate> authorities,
        Instant changed,
        String trouble) {

    public SecretContent {
        authorities = List.copyOf(authorities);
    }
}
