package io.kosmosadmission.server.certificates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kosmosadmission.certificates.CertificateFiles;
import io.kosmosadmission.certificates.PemPair;
import io.kosmosadmission.certificates.UnusableCertificateException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CertificateFolderTest {

    @TempDir
    Path parent;

    @Test
    void aFirstStartMakesACertificateForThisMachine() throws Exception {
        Path folder = parent.resolve("a/certs");
        CertificateFolder certificates = new CertificateFolder(folder, false);
        certificates.prepare();
        assertThat(names(folder)).containsExactly("ca.crt", "tls.crt", "tls.key");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("tls.key"))))
                .isEqualTo("rw-------");
        X509Certificate made = certificates.read().orElseThrow().leaf();
        assertThat(made.getSubjectAlternativeNames())
                .containsExactly(List.of(2, "localhost"), List.of(7, "127.0.0.1"), List.of(7, "0:0:0:0:0:0:0:1"));
        assertThat(Duration.between(
                        made.getNotBefore().toInstant(), made.getNotAfter().toInstant()))
                .isLessThanOrEqualTo(Duration.ofDays(825));
    }

    @Test
    void whoTrustsTheAuthorityTrustsTheCertificateAndNothingElseCanBeSigned() throws Exception {
        new CertificateFolder(parent, false).prepare();
        X509Certificate authority = certificate("ca.crt");
        X509Certificate server = certificate("tls.crt");
        server.verify(authority.getPublicKey());
        assertThat(authority.getBasicConstraints()).isZero();
        assertThat(server.getBasicConstraints()).isEqualTo(-1);
        assertThat(PemPair.read(parent.resolve("tls.crt"), parent.resolve("tls.key"))
                        .leaf())
                .isEqualTo(server);
        assertThatThrownBy(() -> PemPair.read(parent.resolve("ca.crt"), parent.resolve("tls.key")))
                .isInstanceOf(UnusableCertificateException.class);
    }

    @Test
    void aSecondStartTakesWhatTheFirstMade() throws Exception {
        new CertificateFolder(parent, false).prepare();
        String first = Files.readString(parent.resolve("tls.crt"));
        new CertificateFolder(parent, false).prepare();
        assertThat(parent.resolve("tls.crt")).hasContent(first);
    }

    @Test
    void nothingIsMadeBesideAnotherFile() throws Exception {
        for (String name : List.of("tls.crt", "tls.key", "ca.crt")) {
            Path folder = Files.createDirectory(parent.resolve(name));
            Files.writeString(folder.resolve(name), "mine");
            assertThatThrownBy(() -> new CertificateFolder(folder, false).prepare())
                    .isInstanceOf(UnusableCertificateException.class)
                    .hasMessageContaining("lacks")
                    .hasMessageContaining(folder.toString());
            assertThat(names(folder)).containsExactly(name);
            assertThat(folder.resolve(name)).hasContent("mine");
        }
    }

    @Test
    void aPodWaitsAndMakesNothing() throws Exception {
        CertificateFolder folder = new CertificateFolder(parent, true);
        folder.prepare();
        assertThat(folder.read()).isEmpty();
        assertThat(names(parent)).isEmpty();
        assertThat(folder.awaited()).isEqualTo("tls.crt and tls.key in " + parent);
        CertificateFiles.write(parent, CertificateFiles.valid("EC"));
        assertThat(folder.read()).isPresent();
    }

    private X509Certificate certificate(String name) throws Exception {
        try (var in = Files.newInputStream(parent.resolve(name))) {
            return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
        }
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
