package io.kosmosadmission.config;

/** A name pattern in which {@code *} stands for any characters, or for none. */
public record Glob(String pattern) {

    public boolean matches(String text) {
        return matches(0, text, 0);
    }

    // Backtracks to the last star only, so that the time is bounded by the product of both lengths.
    private boolean matches(int patternStart, String text, int textStart) {
        int p = patternStart;
        int t = textStart;
        int star = -1;
        int resume = 0;
        while (t < text.length()) {
            if (p < pattern.length() && pattern.charAt(p) == '*') {
                star = p++;
                resume = t;
            } else if (p < pattern.length() && pattern.charAt(p) == text.charAt(t)) {
                p++;
                t++;
            } else if (star >= 0) {
                p = star + 1;
                t = ++resume;
            } else {
                return false;
            }
        }
        while (p < pattern.length() && pattern.charAt(p) == '*') {
            p++;
        }
        return p == pattern.length();
    }
}
