package io.kosmosadmission.reading.rules;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The syntax that Kubernetes asks of names, with its own messages (apimachinery, pkg/util/validation). Each check
 * returns what is wrong with a text, or empty. Lengths are checked first, so that no pattern is applied to a long text.
 */
public final class LabelSyntax {

    private static final int LONGEST_NAME = 63;
    private static final int LONGEST_PREFIX = 253;
    private static final Pattern NAME = Pattern.compile("([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]");
    private static final Pattern SUBDOMAIN =
            Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*");
    private static final String NAME_RULE =
            "consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character";

    private LabelSyntax() {}

    /** Checks a label key, taint key or resource name: {@code [prefix/]name}. */
    public static Optional<String> key(String text) {
        int slash = text.indexOf('/');
        Optional<String> ofPrefix = slash < 0 ? Optional.empty() : prefix(text.substring(0, slash));
        return ofPrefix.isPresent() ? ofPrefix : name(text.substring(slash + 1));
    }

    private static Optional<String> prefix(String prefix) {
        if (prefix.isEmpty()) {
            return Optional.of("prefix part must be non-empty");
        }
        if (prefix.length() > LONGEST_PREFIX) {
            return Optional.of("prefix part must be no more than " + LONGEST_PREFIX + " characters");
        }
        return isSubdomain(prefix)
                ? Optional.empty()
                : Optional.of("prefix part must be a lower case DNS subdomain such as example.com");
    }

    private static Optional<String> name(String name) {
        if (name.isEmpty()) {
            return Optional.of("name part must be non-empty");
        }
        if (name.length() > LONGEST_NAME) {
            return Optional.of("name part must be no more than " + LONGEST_NAME + " characters");
        }
        return NAME.matcher(name).matches() ? Optional.empty() : Optional.of("name part must " + NAME_RULE);
    }

    /** Checks the value of a label or taint, which may be empty. */
    public static Optional<String> value(String text) {
        return text.isEmpty() ? Optional.empty() : value(text, "must be empty or ");
    }

    /** Checks a provider's name, which is the value of a label and not empty. */
    static Optional<String> provider(String text) {
        return text.isEmpty() ? nonEmpty(text) : value(text, "must ");
    }

    private static Optional<String> value(String text, String or) {
        if (text.length() > LONGEST_NAME) {
            return Optional.of("must be no more than " + LONGEST_NAME + " characters");
        }
        return NAME.matcher(text).matches() ? Optional.empty() : Optional.of(or + NAME_RULE);
    }

    /** Checks a driver's name, in which the API also accepts upper case. */
    static Optional<String> provisioner(String text) {
        return text.length() > LONGEST_PREFIX + 1 + LONGEST_NAME ? key(text) : key(text.toLowerCase(Locale.ROOT));
    }

    static Optional<String> nonEmpty(String text) {
        return text.isEmpty() ? Optional.of("must not be empty") : Optional.empty();
    }

    static boolean isSubdomain(String text) {
        return text.length() <= LONGEST_PREFIX && SUBDOMAIN.matcher(text).matches();
    }
}
