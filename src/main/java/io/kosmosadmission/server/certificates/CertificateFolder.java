package io.kosmosadmission.server.certificates;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The folder of {@code --certs}: tls.crt (the chain, our own certificate first), tls.key (its private key) and ca.crt
 * (whom clients should trust; we don't read it), all PEM. In a pod the folder is a mounted Secret that somebody else
 * fills, perhaps later; elsewhere the certificates are made here on the first start, and never made over.
 */
public final class CertificateFolder {

    static final String CERTIFICATE = "tls.crt";
    static final String KEY = "tls.key";
    static final String AUTHORITY = "ca.crt";

    private final Path folder;
    private final boolean inPod;

    public CertificateFolder(Path folder, boolean inPod) {
        this.folder = folder;
        this.inPod = inPod;
    }

    /** Before the start: makes what may be made, and refuses what could never be served. */
    public void prepare() throws UnusableCertificateException {
        if (!inPod && missing().size() == 2) {
            make();
        }
        read();
    }

    /** The certificate in the folder; empty in a pod that has to wait for it. */
    Optional<ServingCertificate> read() throws UnusableCertificateException {
        List<String> missing = missing();
        if (missing.isEmpty()) {
            return Optional.of(PemPair.read(folder.resolve(CERTIFICATE), folder.resolve(KEY)));
        }
        if (inPod) {
            return Optional.empty();
        }
        throw new UnusableCertificateException(folder + " lacks " + String.join(" and ", missing)
                + " but holds another of its files: complete it, or empty it to have new certificates made");
    }

    /** What is awaited, for people. */
    String awaited() {
        return String.join(" and ", missing()) + " in " + folder;
    }

    private List<String> missing() {
        return List.of(CERTIFICATE, KEY).stream()
                .filter(name -> !Files.exists(folder.resolve(name)))
                .toList();
    }

    private void make() throws UnusableCertificateException {
        if (Files.exists(folder.resolve(AUTHORITY))) {
            return; // somebody's: what we made would not be signed by it
        }
        try {
            CertificateMaker.makeIn(folder);
        } catch (IOException unwritable) {
            throw new UnusableCertificateException(
                    "can't make certificates in " + folder + ": " + unwritable, unwritable);
        }
    }
}
