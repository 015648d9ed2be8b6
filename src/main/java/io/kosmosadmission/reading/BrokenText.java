package io.kosmosadmission.reading;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Explains a syntax error in JSON or YAML in one line, with the file and the line number. */
public final class BrokenText {

    // The YAML parser reports where a construct began and where it failed, each with an excerpt; the last position is
    // that of the mistake.
    private static final Pattern YAML_PROBLEM = Pattern.compile("([^\n]+)\n in '[^']*', line (\\d+), column \\d+:");

    private BrokenText() {}

    /** file is the name for the message; line numbers count from 1. */
    public static UnreadableException explained(String file, JsonProcessingException broken) {
        String problem = broken.getOriginalMessage();
        String line = String.valueOf(
                broken.getLocation() == null ? 1 : broken.getLocation().getLineNr());
        Matcher found = YAML_PROBLEM.matcher(problem);
        while (found.find()) {
            problem = found.group(1);
            line = found.group(2);
        }
        return new UnreadableException(
                file + ":" + line + ": " + problem.lines().findFirst().orElse(""), broken);
    }
}
