package io.kosmosadmission.hostile;

import io.kosmosadmission.admission.Webhook;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * What Jazzer calls, which makes bodies by what they reach. The first two bytes choose the case on whose state the rest is
 * decided.
 */
public final class GuidedAttack {
    private static final int STEP = 4;
    private static final List<Corpus.Review> REVIEWS = reviews();
    private static final Expected EXPECTED = new Expected();

    private GuidedAttack() {}

    /** Writes the bodies to begin with into a folder. */
    public static void main(String... arguments) throws IOException {
        for (int i = 0; i < REVIEWS.size(); i++) {
            byte[] body = REVIEWS.get(i).body();
            byte[] input = new byte[body.length + 2];
            input[0] = (byte) (i >> 8);
            input[1] = (byte) i;
            System.arraycopy(body, 0, input, 2, body.length);
            Files.write(Path.of(arguments[0]).resolve(String.valueOf(i)), input);
        }
    }

    /** Loads what a body needs, which takes Jazzer longer than a body may. The name is Jazzer's. */
    public static void fuzzerInitialize() {
        REVIEWS.stream().limit(100).forEach(review -> {
            for (Webhook webhook : Webhook.values()) {
                EXPECTED.answer(review.state(), webhook, review.body());
            }
        });
    }

    /** Throws where the answer is not as it should be. The name is Jazzer's. */
    public static void fuzzerTestOneInput(byte[] input) {
        if (input.length < 2) {
            return;
        }
        int number = ((input[0] & 0xff) << 8) | (input[1] & 0xff);
        Corpus.Review review = REVIEWS.get(number % REVIEWS.size());
        byte[] body = Arrays.copyOfRange(input, 2, input.length);
        for (Webhook webhook : Webhook.values()) {
            List<String> wrong = Expected.wrong(body, EXPECTED.answer(review.state(), webhook, body));
            if (!wrong.isEmpty()) {
                throw new AssertionError(review.name() + ": " + webhook + ": " + wrong);
            }
        }
    }

    private static List<Corpus.Review> reviews() {
        try {
            return Corpus.ofEach(STEP).reviews();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
