package io.kosmosadmission.kube;

import java.math.BigDecimal;
import java.util.Map;

/** Reads quantities of bytes as the API writes them: {@code 10Gi}, {@code 1.5Ti}, {@code 500M}, {@code 2e9}. */
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

    private static final BigDecimal MOST = BigDecimal.valueOf(Long.MAX_VALUE);

    /** A longer text is no quantity; a parser of decimals would take long for it. */
    private static final int LONGEST = 40;

    private Quantity() {}

    /** Returns the whole bytes, rounded down; UNKNOWN for a text that is no quantity. */
    public static long bytes(String text) {
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
            if (number.signum() < 0 || number.precision() - number.scale() > LONGEST) {
                return number.signum() < 0 ? UNKNOWN : Long.MAX_VALUE;
            }
            return number.multiply(unit).min(MOST).longValue();
        } catch (NumberFormatException noNumber) {
            return UNKNOWN;
        }
    }
}
