package io.kosmosadmission.console.pages;

import java.util.ArrayList;
import java.util.List;

/** The lines of two texts, with what is only in one of them marked, and long parts that are in both left out. */
final class Diff {

    /** Of unchanged lines around a change. */
    private static final int CONTEXT = 3;

    /** Beyond so many lines of either text, all of one and then all of the other are shown as changed. */
    private static final int MOST = 2_000;

    /** A line. sign is +, - or a blank; a gap has an ellipsis. */
    public record Line(String sign, String text) {
        public boolean isAdded() {
            return sign.equals("+");
        }

        public boolean isRemoved() {
            return sign.equals("-");
        }
    }

    private Diff() {}

    /** Returns no line where nothing differs. */
    static List<Line> of(String before, String after) {
        List<String> old = before.lines().toList();
        List<String> now = after.lines().toList();
        return old.equals(now) ? List.of() : withoutFarLines(all(old, now));
    }

    private static List<Line> all(List<String> old, List<String> now) {
        int[][] common = old.size() > MOST || now.size() > MOST ? new int[0][0] : common(old, now);
        List<Line> lines = new ArrayList<>();
        int i = 0;
        int j = 0;
        while (i < old.size() || j < now.size()) {
            if (i < old.size() && j < now.size() && old.get(i).equals(now.get(j))) {
                lines.add(new Line(" ", old.get(i++)));
                j++;
            } else if (i == old.size()
                    || (j < now.size() && common.length > 0 && common[i][j + 1] > common[i + 1][j])) {
                lines.add(new Line("+", now.get(j++)));
            } else {
                lines.add(new Line("-", old.get(i++)));
            }
        }
        return lines;
    }

    /** Returns how many lines the rests of both texts have in common, by where the rests begin. */
    private static int[][] common(List<String> old, List<String> now) {
        int[][] common = new int[old.size() + 1][now.size() + 1];
        for (int i = old.size() - 1; i >= 0; i--) {
            for (int j = now.size() - 1; j >= 0; j--) {
                common[i][j] = old.get(i).equals(now.get(j))
                        ? common[i + 1][j + 1] + 1
                        : Math.max(common[i + 1][j], common[i][j + 1]);
            }
        }
        return common;
    }

    private static List<Line> withoutFarLines(List<Line> all) {
        List<Line> near = new ArrayList<>();
        int unseen = 0;
        for (int i = 0; i < all.size(); i++) {
            if (isNear(all, i)) {
                if (unseen > 0) {
                    near.add(new Line("…", unseen + (unseen == 1 ? " line" : " lines")));
                }
                unseen = 0;
                near.add(all.get(i));
            } else {
                unseen++;
            }
        }
        if (unseen > 0) {
            near.add(new Line("…", unseen + (unseen == 1 ? " line" : " lines")));
        }
        return near;
    }

    private static boolean isNear(List<Line> all, int at) {
        for (int i = Math.max(0, at - CONTEXT); i <= Math.min(all.size() - 1, at + CONTEXT); i++) {
            if (!all.get(i).sign().equals(" ")) {
                return true;
            }
        }
        return false;
    }
}
