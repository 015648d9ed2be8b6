package io.kosmosadmission.server.certificates;

import io.kosmosadmission.certificates.CertificateMaker;
import io.kosmosadmission.certificates.Pem;
import io.kosmosadmission.certificates.PemPair;
import io.kosmosadmission.certificates.ServingCertificate;
import io.kosmosadmission.certificates.UnusableCertificateException;
import io.kosmosadmission.rules.FileWatcher;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The folder of {@code --certs}, all PEM: tls.crt (the chain, our own certificate first), tls.key (its private key),
 * and ca.crt (the authority for clients to trust; we don't read it). In a pod the folder is a mounted Secret that
 * somebody else fills, perhaps later. Elsewhere the certificates are made here on the first start and never replaced.
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

    /**
     * Makes the certificates where that is allowed and none are there, then checks them. Throws
     * UnusableCertificateException where they can't be served.
     */
    public void prepare() throws UnusableCertificateException {
        if (!inPod && missing().size() == 2) {
            make();
        }
        read();
    }

    /** Returns the certificate in the folder; empty in a pod where it isn't there yet. */
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

    /** Returns another text whenever what would be read is another. */
    String fingerprint() throws IOException {
        StringBuilder print = new StringBuilder();
        for (String name : List.of(CERTIFICATE, KEY)) {
            Path file = folder.resolve(name);
            print.append(Files.exists(file) ? FileWatcher.fingerprint(file) : "no " + name)
                    .append('\n');
        }
        return print.toString();
    }

    boolean isComplete() {
        return missing().isEmpty();
    }

    /** Returns what is missing, for people: {@code tls.crt and tls.key in certs}. */
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
            return; // somebody else's authority, which wouldn't have signed what we made
        }
        try {
            write(CertificateMaker.make(CertificateMaker.LOCALHOST, CertificateMaker.LONGEST, Instant.now()));
        } catch (IOException unwritable) {
            throw new UnusableCertificateException(
                    "can't make certificates in " + folder + ": " + unwritable, unwritable);
        }
    }

    /** Writes the three files, the certificate last, so that a reader that sees it sees the others too. */
    private void write(ServingCertificate made) throws IOException {
        PrivateFiles files = new PrivateFiles(folder);
        files.write(AUTHORITY, Pem.of(made.chain().get(1)), false);
        files.write(KEY, Pem.of(made.key()), true);
        files.write(CERTIFICATE, Pem.of(made.leaf()), false);
    }
}
