package io.kosmosadmission.realcluster.plane;

import static org.awaitility.Awaitility.await;

import java.time.Duration;

/** Time that has to pass because there is nothing to ask for meanwhile. */
public final class Pause {
    private Pause() {}

    public static void ofSeconds(int seconds) {
        await().forever().pollDelay(Duration.ofSeconds(seconds)).until(() -> true);
    }
}
