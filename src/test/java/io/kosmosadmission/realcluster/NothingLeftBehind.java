package io.kosmosadmission.realcluster;

import io.kosmosadmission.build.LeftBehind;
import io.kosmosadmission.realcluster.plane.Pause;
import io.kosmosadmission.realcluster.plane.TemporaryFolder;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/**
 * Whatever the tests of this build started has ended with them. Run last by the build, in a virtual machine of its own: the
 * tests' own is gone by then, and what goes with it has the few seconds that it takes where it was killed.
 */
class NothingLeftBehind {
    private static final int GRACE = 10;

    @Test
    void noProcessOutlivesItsTest() {
        LeftBehind left = LeftBehind.byThisBuild();
        for (int second = 0; second < GRACE && left.isAnyRunning(); second++) {
            Pause.ofSeconds(1);
        }
        left.assertNothing();
        if (Files.exists(left.folder())) {
            new TemporaryFolder(left.folder()).delete();
        }
    }
}
