package io.kosmosadmission.server.warmup;

import static org.assertj.core.api.Assertions.assertThat;

import io.kosmosadmission.admission.AdmissionRequest;
import io.kosmosadmission.reading.ReviewCodec;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WarmUpRequestsTest {

    @Test
    void areReviewsOfTheKindsThatComeMost() throws Exception {
        List<String> kinds = new ArrayList<>();
        for (byte[] request : WarmUpRequests.load(new WarmUpToken())) {
            String text = new String(request, StandardCharsets.UTF_8);
            String body = text.substring(text.indexOf("\r\n\r\n") + 4);
            AdmissionRequest review = new ReviewCodec().decode(body.getBytes(StandardCharsets.UTF_8), true);
            assertThat(review.object()).isPresent();
            kinds.add(text.substring("POST /".length(), text.indexOf('?')) + " " + review.kind());
        }
        assertThat(kinds)
                .containsExactly(
                        "mutate Pod",
                        "validate Pod",
                        "mutate Pod",
                        "validate Pod",
                        "validate Deployment",
                        "validate PersistentVolumeClaim");
    }
}
