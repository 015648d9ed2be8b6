package io.kosmosadmission.server.certificates;

import static org.assertj.core.api.Assertions.assertThat;

import io.kosmosadmission.server.FixedStateSource;
import io.kosmosadmission.server.ServeOptions;
import io.kosmosadmission.server.certificates.CertificateFiles.Pair;
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

    private final List<ServingCertificate> taken = new ArrayList<>();
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
    void takesANewPairOnce() throws Exception {
        CertificateFiles.write(folder, CertificateFiles.valid("EC"));
        CertificateWatch watch = watch(false);
        look(watch, 2);
        assertThat(taken).isEmpty();
        CertificateFiles.write(folder, CertificateFiles.valid("RSA"));
        look(watch, 3);
        assertThat(taken)
                .extracting(certificate -> certificate.key().getAlgorithm())
                .containsExactly("RSA");
        assertThat(warnings.texts).isEmpty();
    }

    @Test
    void saysNothingOfTheMomentBetweenTwoFiles() throws Exception {
        CertificateFiles.write(folder, CertificateFiles.valid("EC"));
        CertificateWatch watch = watch(false);
        Pair next = CertificateFiles.valid("EC");
        CertificateFiles.replace(folder.resolve("tls.crt"), next.certificate());
        look(watch, 1);
        CertificateFiles.replace(folder.resolve("tls.key"), next.key());
        look(watch, 2);
        assertThat(taken).hasSize(1);
        assertThat(warnings.texts).isEmpty();
    }

    @Test
    void warnsOnceOfWhatIsBadAndTakesWhatFollows() throws Exception {
        CertificateFiles.write(folder, CertificateFiles.valid("EC"));
        CertificateWatch watch = watch(false);
        Files.writeString(folder.resolve("tls.crt"), "garbage");
        look(watch, 5);
        CertificateFiles.write(folder, CertificateFiles.expired());
        look(watch, 5);
        CertificateFiles.write(folder, CertificateFiles.notYetValid());
        look(watch, 5);
        Files.delete(folder.resolve("tls.key"));
        look(watch, 5);
        assertThat(taken).isEmpty();
        assertThat(warnings.texts).hasSize(4);
        assertThat(warnings.texts.get(0)).contains("tls.crt holds no");
        assertThat(warnings.texts.get(1)).contains("the new one expired at");
        assertThat(warnings.texts.get(2)).contains("the new one not valid before");
        assertThat(warnings.texts.get(3)).contains("lacks tls.key");
        CertificateFiles.write(folder, CertificateFiles.valid("EC"));
        look(watch, 2);
        assertThat(taken).hasSize(1);
    }

    @Test
    void aPodServesAStandInUntilItsCertificateComes() throws Exception {
        CertificateInForce inForce = inForce(true);
        CertificateWatch watch = new CertificateWatch(new CertificateFolder(folder, true), inForce, taken::add);
        look(watch, 40);
        assertThat(warnings.texts).hasSize(2).allMatch(text -> text.contains("tls.crt and tls.key in " + folder));
        assertThat(inForce.whyNotValid(Instant.now()))
                .hasValueSatisfying(why -> assertThat(why).startsWith("waiting for tls.crt"));
        assertThat(inForce.secondsLeft(Instant.now())).isNaN();
        CertificateFiles.write(folder, CertificateFiles.valid("EC"));
        look(watch, 1);
        assertThat(taken).hasSize(1);
        assertThat(inForce.whyNotValid(Instant.now())).isEmpty();
        assertThat(inForce.secondsLeft(Instant.now())).isPositive();
    }

    @Test
    void anExpiredCertificateInForceIsToldOf() throws Exception {
        CertificateFiles.write(folder, CertificateFiles.expired());
        CertificateWatch watch = watch(false);
        look(watch, 5);
        assertThat(warnings.texts).singleElement().asString().contains("the one in force expired at");
        assertThat(inForce(false).whyNotValid(Instant.now())).isPresent();
        assertThat(inForce(false).secondsLeft(Instant.now())).isNegative();
    }

    private CertificateWatch watch(boolean inPod) throws UnusableCertificateException {
        return new CertificateWatch(new CertificateFolder(folder, inPod), inForce(inPod), taken::add);
    }

    private CertificateInForce inForce(boolean inPod) throws UnusableCertificateException {
        return new CertificateInForce(new ServeOptions(0, 0, folder, Optional.empty(), new FixedStateSource(), inPod));
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
