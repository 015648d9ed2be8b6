package io.kosmosadmission.reading.yaml;

import java.util.Optional;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;

/** Words what is wrong with a text as YAML: as the library does, but for the mistakes that people make most. */
final class YamlProblem {

    private YamlProblem() {}

    /** Returns the problem in one line. firstLine is that of the text in its file. */
    static String of(MarkedYamlEngineException invalid, int firstLine) {
        String problem = String.valueOf(invalid.getProblem());
        if (problem.contains("\\t(TAB)")) {
            return "a tab can't indent; use spaces";
        }
        if (problem.startsWith("expected <block end>")) {
            String began = invalid.getContextMark()
                    .map(mark -> " that began on line " + (mark.getLine() + firstLine))
                    .orElse("");
            return "this doesn't fit the block" + began + "; look at the indentation and the quotes";
        }
        if (problem.startsWith("mapping values are not allowed")) {
            return "a field can't begin here; look at the indentation and the quotes";
        }
        int hint = problem.indexOf(". (Do not use");
        if (hint >= 0) { // the library speaks of indentation whatever the character
            return problem.substring(0, hint) + "; put the text in quotes";
        }
        return problem.replace("'<stream end>'", "the end of the file").replace("<stream end>", "the end");
    }

    /**
     * Returns the place of the problem: where something began that the text doesn't end, else where the problem was
     * seen. last is the place of what was read last.
     */
    static Optional<Mark> place(MarkedYamlEngineException invalid, Optional<Mark> last) {
        String problem = String.valueOf(invalid.getProblem());
        boolean isAtEnd = problem.contains("stream end") || problem.contains("end of stream");
        Optional<Mark> seen = invalid.getProblemMark();
        Optional<Mark> began = invalid.getContextMark()
                .filter(mark -> isAtEnd
                        && seen.isPresent()
                        && mark.getLine() < seen.get().getLine());
        return began.or(() -> isAtEnd ? last : Optional.empty()).or(() -> seen).or(() -> last);
    }
}
