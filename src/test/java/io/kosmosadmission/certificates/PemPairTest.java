package io.kosmosadmission.certificates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kosmosadmission.certificates.CertificateFiles.Pair;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PemPairTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"EC", "RSA", "Ed25519"})
    void readsKeysOfEachAlgorithm(String algorithm) throws Exception {
        Pair pair = CertificateFiles.valid(algorithm);
        CertificateFiles.write(folder, pair);
        assertThat(read().chain()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"EC", "RSA"})
    void readsKeysInTheirOlderForms(String algorithm) throws Exception {
        Pair pair = CertificateFiles.valid(algorithm);
        assertThat(pair.olderKey()).startsWith("-----BEGIN " + algorithm);
        CertificateFiles.write(folder, new Pair(pair.certificate(), pair.olderKey(), ""));
        assertThat(read().key().getAlgorithm()).isEqualTo(algorithm);
    }

    @Test
    void keepsTheWholeChain() throws Exception {
        Pair pair = CertificateFiles.valid("EC");
        String chain = pair.certificate() + CertificateFiles.valid("EC").certificate();
        CertificateFiles.write(folder, new Pair(chain, pair.key(), ""));
        assertThat(read().chain()).hasSize(2);
    }

    @Test
    void refusesTheKeyOfAnotherCertificate() throws Exception {
        CertificateFiles.write(
                folder,
                new Pair(
                        CertificateFiles.valid("EC").certificate(),
                        CertificateFiles.valid("EC").key(),
                        ""));
        assertRefused("tls.key is not the key of");
    }

    @Test
    void refusesTheKeyOfAnotherAlgorithm() throws Exception {
        CertificateFiles.write(
                folder,
                new Pair(
                        CertificateFiles.valid("EC").certificate(),
                        CertificateFiles.valid("RSA").key(),
                        ""));
        assertRefused("tls.key holds no readable, unencrypted EC private key");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "garbage", "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n"})
    void namesTheFileThatIsGarbage(String garbage) throws Exception {
        Pair pair = CertificateFiles.valid("EC");
        CertificateFiles.write(folder, new Pair(pair.certificate(), garbage, ""));
        assertRefused("tls.key holds no");
        CertificateFiles.write(folder, new Pair(garbage, pair.key(), ""));
        assertRefused("tls.crt holds no");
    }

    private ServingCertificate read() throws UnusableCertificateException {
        return PemPair.read(folder.resolve("tls.crt"), folder.resolve("tls.key"));
    }

    private void assertRefused(String message) {
        assertThatThrownBy(this::read)
                .isInstanceOf(UnusableCertificateException.class)
                .hasMessageContaining(folder + "/" + message);
    }
}
