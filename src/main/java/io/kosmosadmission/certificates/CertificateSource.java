package io.kosmosadmission.certificates;

import java.util.Optional;

/** Provides the certificate to serve with, where it doesn't lie in files. No method blocks. */
public interface CertificateSource {

    /** Returns the newest certificate that could be read; empty until there is one. */
    Optional<ServingCertificate> newest();

    /** Says for people what is awaited while there is none. */
    String awaited();

    /**
     * Returns why API servers wouldn't accept the newest certificate; empty once they would, and from then on: all
     * replicas would leave together, and nobody would be left to be trusted again.
     */
    Optional<String> whyNotTrustedYet();
}
