package io.kosmosadmission.server.certificates;

import static org.assertj.core.api.Assertions.assertThat;

import io.kosmosadmission.certificates.CertificateFiles;
import io.kosmosadmission.certificates.CertificateFiles.Pair;
import io.kosmosadmission.certificates.ServingCertificate;
import io.kosmosadmission.certificates.UnusableCertificateException;
import io.kosmosadmission.server.FixedStateSource;
import io.kosmosadmission.server.ServeOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CertificateWatchTest {

    @TempDir
    Path folder;

    private final Warnings warnings = new Warnings();
    private final Logger logger = Logger.getLogger(CertificateWatch.class.getName());

    @BeforeEach
    void listen() {
        logger.addHandler(warnings);
    }

    @AfterEach
    void unlisten() {
        logger.removeHandler(warnings);
    }

    @Test
    void takesANewPair() throws Exception {
        CertificateInForce inForce = startedWith(CertificateFiles.valid("EC"));
        CertificateFiles.write(folder, CertificateFiles.valid("RSA"));
        look(watch(inForce), 3);
        assertThat(inForce.current().key().getAlgorithm()).isEqualTo("RSA");
        assertThat(warnings.texts).isEmpty();
    }

    @Test
    void handshakesUnderWayEndWithThePairTheyBeganWith() throws Exception {
        CertificateInForce inForce = startedWith(CertificateFiles.valid("EC"));
        KeyManagerInForce keys = new KeyManagerInForce(inForce);
        String begun = keys.chooseEngineServerAlias("EC", null, null);
        assertThat(keys.chooseEngineServerAlias("RSA", null, null)).isNull();
        CertificateFiles.write(folder, CertificateFiles.valid("RSA"));
        look(watch(inForce), 1);
        assertThat(keys.getPrivateKey(begun).getAlgorithm()).isEqualTo("EC");
        assertThat(keys.getCertificateChain(begun)[0].getPublicKey().getAlgorithm())
                .isEqualTo("EC");
        assertThat(keys.chooseEngineServerAlias("EC", null, null)).isNull();
        assertThat(keys.getPrivateKey(keys.chooseEngineServerAlias("RSA", null, null)))
                .isEqualTo(inForce.current().key());
    }

    @Test
    void saysNothingOfTheMomentBetweenTwoFiles() throws Exception {
        CertificateInForce inForce = startedWith(CertificateFiles.valid("EC"));
        ServingCertificate before = inForce.current();
        CertificateWatch watch = watch(inForce);
        Pair next = CertificateFiles.valid("EC");
        CertificateFiles.replace(folder.resolve("tls.crt"), next.certificate());
        look(watch, 1);
        assertThat(inForce.current()).isSameAs(before);
        CertificateFiles.replace(folder.resolve("tls.key"), next.key());
        look(watch, 1);
        assertThat(inForce.current()).isNotSameAs(before);
        assertThat(warnings.texts).isEmpty();
    }

    @Test
    void warnsOnceOfWhatIsBadAndTakesWhatFollows() throws Exception {
        CertificateInForce inForce = startedWith(CertificateFiles.valid("EC"));
        ServingCertificate before = inForce.current();
        CertificateWatch watch = watch(inForce);
        Files.writeString(folder.resolve("tls.crt"), "garbage");
        look(watch, 5);
        CertificateFiles.write(folder, CertificateFiles.expired());
        look(watch, 5);
        CertificateFiles.write(folder, CertificateFiles.notYetValid());
        look(watch, 5);
        Files.delete(folder.resolve("tls.key"));
        look(watch, 5);
        assertThat(inForce.current()).isSameAs(before);
        assertThat(warnings.texts).hasSize(4);
        assertThat(warnings.texts.get(0)).contains("tls.crt holds no");
        assertThat(warnings.texts.get(1)).contains("the new one expired at");
        assertThat(warnings.texts.get(2)).contains("the new one not valid before");
        assertThat(warnings.texts.get(3)).contains("lacks tls.key");
        CertificateFiles.write(folder, CertificateFiles.valid("EC"));
        look(watch, 1);
        assertThat(inForce.current()).isNotSameAs(before);
    }

    @Test
    void aPodServesAStandInUntilItsCertificateComes() throws Exception {
        CertificateInForce inForce = inForce(true);
        CertificateWatch watch = new CertificateWatch(new CertificateFolder(folder, true), inForce);
        look(watch, 40);
        assertThat(warnings.texts).hasSize(2).allMatch(text -> text.contains("tls.crt and tls.key in " + folder));
        assertThat(inForce.whyNotValid(Instant.now()))
                .hasValueSatisfying(why -> assertThat(why).startsWith("waiting for tls.crt"));
        assertThat(inForce.secondsLeft(Instant.now())).isNaN();
        CertificateFiles.write(folder, CertificateFiles.valid("EC"));
        look(watch, 1);
        assertThat(inForce.whyNotValid(Instant.now())).isEmpty();
        assertThat(inForce.secondsLeft(Instant.now())).isPositive();
    }

    @Test
    void aPodWhoseCertificateIsGoneServesItOnAndSaysSoOnce() throws Exception {
        CertificateFiles.write(folder, CertificateFiles.valid("EC"));
        CertificateInForce inForce = inForce(true);
        ServingCertificate before = inForce.current();
        CertificateWatch watch = new CertificateWatch(new CertificateFolder(folder, true), inForce);
        Files.delete(folder.resolve("tls.key"));
        look(watch, 1);
        assertThat(warnings.texts).isEmpty();
        look(watch, 40);
        assertThat(warnings.texts).singleElement().asString().contains("tls.key in " + folder + " is gone");
        assertThat(inForce.current()).isSameAs(before);
    }

    @Test
    void anExpiredCertificateInForceIsToldOf() throws Exception {
        CertificateInForce inForce = startedWith(CertificateFiles.expired());
        look(watch(inForce), 5);
        assertThat(warnings.texts).singleElement().asString().contains("the one in force expired at");
        assertThat(inForce.whyNotValid(Instant.now())).isPresent();
        assertThat(inForce.secondsLeft(Instant.now())).isNegative();
    }

    private CertificateInForce startedWith(Pair pair) throws IOException, UnusableCertificateException {
        CertificateFiles.write(folder, pair);
        return inForce(false);
    }

    private CertificateInForce inForce(boolean inPod) throws UnusableCertificateException {
        return new CertificateInForce(new ServeOptions(
                0, 0, folder, Optional.empty(), Optional.empty(), new FixedStateSource(), () -> {}, inPod));
    }

    private CertificateWatch watch(CertificateInForce inForce) {
        return new CertificateWatch(new CertificateFolder(folder, false), inForce);
    }

    private static void look(CertificateWatch watch, int times) {
        for (int i = 0; i < times; i++) {
            watch.look();
        }
    }

    /** What was logged as a warning. */
    private static final class Warnings extends Handler {

        private final List<String> texts = new ArrayList<>();

        @Override
        public void publish(LogRecord record) {
            if (record.getLevel().intValue() >= Level.WARNING.intValue()) {
                texts.add(String.format(record.getMessage(), record.getParameters()));
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
