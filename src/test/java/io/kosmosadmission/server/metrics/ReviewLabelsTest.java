package io.kosmosadmission.server.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.kosmosadmission.admission.Operation;
import io.kosmosadmission.admission.Reason;
import io.kosmosadmission.admission.Webhook;
import io.kosmosadmission.config.Mode;
import io.kosmosadmission.server.Failure;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReviewLabelsTest {

    @Test
    void haveANumberEach() {
        Set<Integer> numbers = new HashSet<>();
        int labels = 0;
        for (Webhook webhook : Webhook.values()) {
            for (Failure failure : Failure.values()) {
                numbers.add(ReviewLabels.of(webhook, failure).number());
                labels++;
            }
            for (KindLabel kind : KindLabel.values()) {
                for (Reason reason : Reason.values()) {
                    for (Mode mode : Mode.values()) {
                        int operation = Operation.CREATE.ordinal();
                        numbers.add(new ReviewLabels(webhook, kind, operation, 0, reason.ordinal(), mode.ordinal())
                                .number());
                        labels++;
                    }
                }
            }
        }
        assertThat(numbers).hasSize(labels);
    }

    @ParameterizedTest
    @CsvSource({
        "'', Pod, Pod",
        "'', PersistentVolumeClaim, PersistentVolumeClaim",
        "'', ConfigMap, ConfigMap",
        "apps, Deployment, Deployment",
        "batch, CronJob, CronJob",
        "batch.volcano.sh, Job, other",
        "metrics.k8s.io, Pod, other",
        "'', Deployment, other",
        "'', Secret, other",
    })
    void takeKindsFromAClosedSet(String group, String kind, KindLabel label) {
        assertThat(KindLabel.of(group, kind)).isEqualTo(label);
    }
}
