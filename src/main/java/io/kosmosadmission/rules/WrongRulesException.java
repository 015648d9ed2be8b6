package io.kosmosadmission.rules;

import java.io.IOException;
import java.util.List;

/** Thrown where the rules could be read but are wrong. The message has a line for each error. */
public final class WrongRulesException extends IOException {

    WrongRulesException(List<String> errors) {
        super(String.join(System.lineSeparator(), errors));
    }
}
