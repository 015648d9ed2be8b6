package io.kosmosadmission.cli.simulate;

import io.kosmosadmission.simulation.Progress;
import java.io.PrintWriter;
import java.time.Duration;

/** Says how far a simulation is, each two seconds, where it takes longer than that. */
public final class ProgressLine implements Progress {

    private static final long PAUSE = Duration.ofSeconds(2).toNanos();

    private final PrintWriter err;
    private long last = System.nanoTime();

    public ProgressLine(PrintWriter err) {
        this.err = err;
    }

    @Override
    public void at(String what, int done, int all) {
        long now = System.nanoTime();
        if (now - last >= PAUSE) {
            last = now;
            err.println("progress: " + what + ": " + done + (all == 0 ? "" : " of " + all));
            err.flush();
        }
    }
}
