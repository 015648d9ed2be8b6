package io.kosmosadmission.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.kosmosadmission.reading.HttpReviews;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReviewBodyTest {

    private static final int MEBIBYTE = 1 << 20;

    private final LargeReviews large = new LargeReviews();

    @Test
    void keepsWhatCameInPieces() {
        ReviewBody body = new ReviewBody(large, 6);
        body.add(Buffer.buffer("{\"a\""));
        body.add(Buffer.buffer(":1, \"b\":2}"));
        assertThat(body.toBytes()).asString().isEqualTo("{\"a\":1, \"b\":2}");
        assertThat(body.isLarge()).isFalse();
    }

    @Test
    void believesNoAnnouncement() {
        ReviewBody body = new ReviewBody(large, Integer.MAX_VALUE);
        body.add(Buffer.buffer("{}"));
        assertThat(body.toBytes()).asString().isEqualTo("{}");
    }

    @Test
    void keepsUpToTheLimit() {
        ReviewBody body = filled(8);
        assertThat(body.isOverLimit()).isFalse();
        assertThat(body.toBytes()).hasSize(HttpReviews.MOST_BYTES);
    }

    @Test
    void countsAndDropsBeyondTheLimit() {
        ReviewBody body = filled(9);
        assertThat(body.isOverLimit()).isTrue();
        assertThat(body.isOverHardStop()).isFalse();
        assertThat(body.toBytes()).isEmpty();
        assertThat(filled(17).isOverHardStop()).isTrue();
    }

    @Test
    void refusesLargeBodiesWhenTheyTakeTooMuchTogetherAndForgetsThemAfterwards() {
        List<ReviewBody> bodies = new ArrayList<>();
        do {
            bodies.add(filled(1));
        } while (!bodies.get(bodies.size() - 1).foundNoRoom());
        bodies.forEach(ReviewBody::drop);
        assertThat(filled(1).foundNoRoom()).isFalse();
    }

    private ReviewBody filled(int mebibytes) {
        ReviewBody body = new ReviewBody(large, 0);
        for (int i = 0; i < mebibytes; i++) {
            body.add(Buffer.buffer(new byte[MEBIBYTE]));
        }
        return body;
    }
}
