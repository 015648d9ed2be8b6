package io.kosmosadmission.scheduler.plugins;

/** The scheduler's usual way to bring scores to 0 to 100. Source: helper/normalize_score.go. */
final class Normalizing {

    static final long MOST = 100;

    private Normalizing() {}

    /** Returns 100·score/max, where max is the highest score; all 0 where that is 0. */
    static long[] byHighest(long[] raw) {
        return scaled(raw, false);
    }

    /** Returns 100 − 100·score/max; all 100 where max is 0. */
    static long[] byHighestReversed(long[] raw) {
        return scaled(raw, true);
    }

    private static long[] scaled(long[] raw, boolean reversed) {
        long highest = 0;
        for (long score : raw) {
            highest = Math.max(highest, score);
        }
        long[] normalized = new long[raw.length];
        for (int i = 0; i < raw.length; i++) {
            long score = highest == 0 ? 0 : MOST * raw[i] / highest;
            normalized[i] = reversed ? MOST - score : score;
        }
        return normalized;
    }
}
