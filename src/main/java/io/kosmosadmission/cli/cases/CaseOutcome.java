package io.kosmosadmission.cli.cases;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a case came to.
 *
 * @param answered what would have to be expected for the case to pass
 * @param patched the object as it was patched; empty where there was no patch
 * @param broken what no other expectation makes right: broken laws, wrong rules, files that nobody read
 * @param differences what was answered otherwise than expected
 */
record CaseOutcome(
        Expectation expected,
        Expectation answered,
        Optional<JsonNode> patched,
        List<String> broken,
        List<String> differences) {

    CaseOutcome {
        broken = List.copyOf(broken);
        differences = List.copyOf(differences);
    }

    List<String> failures() {
        return Stream.concat(broken.stream(), differences.stream()).toList();
    }
}
