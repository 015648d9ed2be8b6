package io.kosmosadmission.admission;

import java.time.Instant;
import java.util.List;

/**
 * The rules in force, as they were written, and the written ones where these are others.
 *
 * @param origin what they are read from, for people
 * @param text of the rules in force; empty where there are none
 * @param since from when on they are in force here
 * @param refused the text that is written now and isn't in force; empty where there is none, or it can't be read
 * @param errors why what is written isn't in force; none where it is
 */
public record WrittenRules(String origin, String text, Instant since, String refused, List<String> errors) {

    public WrittenRules {
        errors = List.copyOf(errors);
    }
}
