package io.kosmosadmission.reading;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a parser of JSON or YAML stumbled over, in one line with file and line. */
public final class BrokenText {

    // The YAML parser tells where it began and where it stopped, each with an excerpt; the last one is the mistake.
    private static final Pattern YAML_PROBLEM = Pattern.compile("([^\n]+)\n in '[^']*', line (\\d+), column \\d+:");

    private BrokenText() {}

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
