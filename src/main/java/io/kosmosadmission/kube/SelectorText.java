package io.kosmosadmission.kube;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A label selector as one line of text, as kubectl and annotations take it: {@code zone=a,pool in (b,c),!spot}. A key
 * without a value, {@code pool=} too, asks for the label with any value.
 */
public final class SelectorText {

    private static final String KEY = "([A-Za-z0-9][-A-Za-z0-9_./]*)";
    private static final Pattern SET = Pattern.compile(KEY + "\\s+(in|notin)\\s*\\(([^()]*)\\)");
    private static final Pattern EQUALITY = Pattern.compile(KEY + "\\s*(==?|!=)\\s*([-A-Za-z0-9_.]*)");
    private static final Pattern ABSENCE = Pattern.compile("!\\s*" + KEY);
    private static final Pattern PRESENCE = Pattern.compile(KEY);

    /** Not a comma within parentheses. */
    private static final Pattern SEPARATOR = Pattern.compile(",(?![^(]*\\))");

    /** Longer ones are no selectors that somebody wrote. */
    private static final int LONGEST = 4_096;

    private SelectorText() {}

    /** Returns the requirements, which all hold; none for an empty text. Empty where the text is no selector. */
    public static Optional<List<Requirement>> parse(String text) {
        if (text.length() > LONGEST) {
            return Optional.empty();
        }
        List<Requirement> requirements = new ArrayList<>();
        for (String part : SEPARATOR.split(text)) {
            String stripped = part.strip();
            if (!stripped.isEmpty()) {
                Optional<Requirement> requirement = requirement(stripped);
                if (requirement.isEmpty()) {
                    return Optional.empty();
                }
                requirements.add(requirement.get());
            }
        }
        return Optional.of(requirements);
    }

    private static Optional<Requirement> requirement(String part) {
        Matcher set = SET.matcher(part);
        if (set.matches()) {
            List<String> values =
                    Arrays.stream(set.group(3).split(",")).map(String::strip).toList();
            Operator operator = set.group(2).equals("in") ? Operator.In : Operator.NotIn;
            return Optional.of(new Requirement(set.group(1), operator, values));
        }
        Matcher equality = EQUALITY.matcher(part);
        if (equality.matches()) {
            return Optional.of(equality(equality.group(1), equality.group(2), equality.group(3)));
        }
        Matcher absence = ABSENCE.matcher(part);
        if (absence.matches()) {
            return Optional.of(new Requirement(absence.group(1), Operator.DoesNotExist, List.of()));
        }
        return PRESENCE.matcher(part).matches() ? Optional.of(Requirement.exists(part)) : Optional.empty();
    }

    private static Requirement equality(String key, String sign, String value) {
        if (sign.equals("!=")) {
            return Requirement.notIn(key, List.of(value));
        }
        return value.isEmpty() ? Requirement.exists(key) : Requirement.in(key, List.of(value));
    }
}
