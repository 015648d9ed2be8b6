package io.kosmosadmission.server;

import io.kosmosadmission.certificates.UnusableCertificateException;
import io.kosmosadmission.server.certificates.CertificateFolder;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.Typed;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** What the command line hands over elsewhere: free ports, certificates of a first start, a fixed state. */
@Singleton
final class OptionsForTests {

    @Produces
    @Singleton
    @Typed(FixedStateSource.class)
    FixedStateSource source() {
        return new FixedStateSource();
    }

    @Produces
    @Singleton
    @Alternative
    @Priority(1)
    ServeOptions options(FixedStateSource source) throws IOException, UnusableCertificateException {
        Path certs = Files.createTempDirectory(Path.of("target"), "certs").toAbsolutePath();
        new CertificateFolder(certs, false).prepare();
        return new ServeOptions(0, 0, certs, Optional.empty(), Optional.empty(), source, () -> {}, false);
    }
}
