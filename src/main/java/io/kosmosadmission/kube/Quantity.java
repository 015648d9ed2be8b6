package io.kosmosadmission.kube;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;

/** Reads quantities as the API writes them: {@code 10Gi}, {@code 1.5Ti}, {@code 500M}, {@code 2e9}, {@code 250m}. */
public final class Quantity {

    /** Stands for a quantity that is absent or can't be read. */
    public static final long UNKNOWN = -1;

    private static final long KIBI = 1024;

    private static final Map<String, BigDecimal> UNITS = Map.ofEntries(
            Map.entry("", BigDecimal.ONE),
            Map.entry("m", new BigDecimal("0.001")),
            Map.entry("k", new BigDecimal("1e3")),
            Map.entry("M", new BigDecimal("1e6")),
            Map.entry("G", new BigDecimal("1e9")),
            Map.entry("T", new BigDecimal("1e12")),
            Map.entry("P", new BigDecimal("1e15")),
            Map.entry("E", new BigDecimal("1e18")),
            Map.entry("Ki", BigDecimal.valueOf(KIBI)),
            Map.entry("Mi", BigDecimal.valueOf(KIBI).pow(2)),
            Map.entry("Gi", BigDecimal.valueOf(KIBI).pow(3)),
            Map.entry("Ti", BigDecimal.valueOf(KIBI).pow(4)),
            Map.entry("Pi", BigDecimal.valueOf(KIBI).pow(5)),
            Map.entry("Ei", BigDecimal.valueOf(KIBI).pow(6)));

    private static final List<String> BINARY = List.of("Ki", "Mi", "Gi", "Ti", "Pi", "Ei");

    private static final BigDecimal MILLI = BigDecimal.valueOf(1000);

    private static final BigDecimal MOST = BigDecimal.valueOf(Long.MAX_VALUE);

    /** A longer text is no quantity; a parser of decimals would take long for it. */
    private static final int LONGEST = 40;

    private Quantity() {}

    /** Returns the whole bytes, rounded down; UNKNOWN for a text that is no quantity. */
    public static long bytes(String text) {
        return scaled(text, BigDecimal.ONE, RoundingMode.DOWN);
    }

    /** Returns the whole units, rounded up as the scheduler does; UNKNOWN for a text that is no quantity. */
    public static long value(String text) {
        return scaled(text, BigDecimal.ONE, RoundingMode.UP);
    }

    /** Returns the thousandths, rounded up as the scheduler does; UNKNOWN for a text that is no quantity. */
    public static long milliValue(String text) {
        return scaled(text, MILLI, RoundingMode.UP);
    }

    /** Returns the shortest text of so many bytes that has a binary unit: {@code 20Gi}. */
    public static String ofBytes(long bytes) {
        long number = bytes;
        String unit = "";
        for (String larger : BINARY) {
            if (number < KIBI || number % KIBI != 0) {
                break;
            }
            number /= KIBI;
            unit = larger;
        }
        return number + unit;
    }

    private static long scaled(String text, BigDecimal parts, RoundingMode rounding) {
        int end = text.length();
        while (end > 0 && Character.isLetter(text.charAt(end - 1))) {
            end--;
        }
        BigDecimal unit = UNITS.get(text.substring(end));
        if (unit == null || end == 0 || text.length() > LONGEST) {
            return UNKNOWN;
        }
        try {
            BigDecimal number = new BigDecimal(text.substring(0, end));
            if (number.signum() <= 0) {
                return number.signum() < 0 ? UNKNOWN : 0;
            }
            // Digits before the point. Far from it, all that lies between would be written out.
            long magnitude = (long) number.precision() - number.scale();
            if (Math.abs(magnitude) > LONGEST) {
                return magnitude > 0
                        ? Long.MAX_VALUE
                        : BigDecimal.valueOf(1, 1).setScale(0, rounding).longValue();
            }
            return number.multiply(unit)
                    .multiply(parts)
                    .setScale(0, rounding)
                    .min(MOST)
                    .longValue();
        } catch (NumberFormatException noNumber) {
            return UNKNOWN;
        }
    }
}
