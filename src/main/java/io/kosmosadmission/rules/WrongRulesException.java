package io.kosmosadmission.rules;

import java.io.IOException;
import java.util.List;

/** The rules were read and are wrong; the message has a line for each error. */
public final class WrongRulesException extends IOException {

    WrongRulesException(List<String> errors) {
        super(String.join(System.lineSeparator(), errors));
    }
}
