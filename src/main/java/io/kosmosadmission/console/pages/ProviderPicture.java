package io.kosmosadmission.console.pages;

import io.kosmosadmission.picture.Svg;
import java.util.List;
import java.util.OptionalInt;

/** Draws the providers: for each a row with bars of its nodes, pods and claims; one that is drained or lost is hatched. */
final class ProviderPicture {

    private static final int NAMES = 170;
    private static final int COLUMN = 180;
    private static final int BAR = 130;
    private static final int ROW = 26;
    private static final int TOP = 52;
    private static final int SIZE = 13;
    private static final int LONGEST = 22;
    private static final List<String> COLUMNS = List.of("nodes", "pods", "claims at home");

    private final Svg svg = new Svg(NAMES + COLUMNS.size() * COLUMN, "Providers and what each holds");
    private final int[] most = new int[COLUMNS.size()];

    private ProviderPicture() {}

    static String of(List<ProviderRow> rows) {
        return new ProviderPicture().drawn(rows);
    }

    private String drawn(List<ProviderRow> rows) {
        svg.text(4, 18, SIZE, "hatched and marked !: drained, lost or without a node");
        for (int i = 0; i < COLUMNS.size(); i++) {
            int column = i;
            most[i] = Math.max(
                    1, rows.stream().mapToInt(row -> count(row, column)).max().orElse(1));
            svg.text(NAMES + i * COLUMN, TOP - 10, SIZE, COLUMNS.get(i));
        }
        int y = TOP;
        for (ProviderRow row : rows) {
            draw(row, y);
            y += ROW;
        }
        return svg.toString();
    }

    private void draw(ProviderRow row, int y) {
        boolean marked = !row.state().equals("active");
        svg.line(y).text(4, y + 18, SIZE, (marked ? "! " : "") + shortened(row.name()));
        for (int i = 0; i < COLUMNS.size(); i++) {
            int count = count(row, i);
            int x = NAMES + i * COLUMN;
            int length = count == 0 ? 0 : Math.max(2, count * BAR / most[i]);
            if (count > 0) {
                svg.bar(x, y + 7, length, ROW - 12, marked, row.name() + ": " + count + " " + COLUMNS.get(i));
            }
            svg.text(x + length + 5, y + 18, SIZE, value(row, i).isPresent() ? String.valueOf(count) : "–");
        }
    }

    private static int count(ProviderRow row, int column) {
        return value(row, column).orElse(0);
    }

    private static OptionalInt value(ProviderRow row, int column) {
        return switch (column) {
            case 0 -> OptionalInt.of(row.nodes());
            case 1 -> row.pods();
            default -> row.claims();
        };
    }

    private static String shortened(String name) {
        return name.length() <= LONGEST ? name : name.substring(0, LONGEST - 1) + "…";
    }
}
