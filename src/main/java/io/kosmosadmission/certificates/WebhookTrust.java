package io.kosmosadmission.certificates;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Set;

/**
 * Whom API servers trust by one webhook configuration.
 *
 * @param version as it was read: what is written then holds only while nobody else has written
 * @param keptByOthers whether cert-manager keeps caBundle
 */
public record WebhookTrust(String kind, String version, boolean keptByOthers, List<Entry> entries) {

    /**
     * One webhook of the configuration.
     *
     * @param host the name that is called, which the certificate has to bear
     * @param bundle the certificates in caBundle
     */
    public record Entry(String name, String host, List<X509Certificate> bundle) {
        public Entry {
            bundle = List.copyOf(bundle);
        }

        boolean trustsExactly(List<X509Certificate> wanted) {
            return Set.copyOf(bundle).equals(Set.copyOf(wanted));
        }
    }

    public WebhookTrust {
        entries = List.copyOf(entries);
    }
}
