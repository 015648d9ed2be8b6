package io.kosmosadmission.kube;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SelectorTextTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        one label              | pool=web                         | pool=web
        two signs              | pool==web                        | pool=web
        several                | pool=web, zone = a               | pool=web; zone=a
        another value          | pool!=web                        | pool!=web
        a key alone            | k8s.scaleway.com/pool-name       | k8s.scaleway.com/pool-name exists
        a key without a value  | pool=                            | pool exists
        no such key            | !spot                            | spot does not exist
        a set                  | pool in (a, b),zone=c            | pool in (a,b); zone=c
        not in a set           | pool notin (a,b)                 | pool not in (a,b)
        nothing                | ''                               | ''
        commas                 | ,pool=web,,                      | pool=web
        an open set            | pool in (a                       | no selector
        a closed set           | pool in a)                       | no selector
        two words              | pool web                         | no selector
        a value of other signs | pool=[a]                         | no selector
        """)
    void isRead(String sentence, String text, String requirements) {
        assertThat(SelectorText.parse(text)
                        .map(read -> read.stream().map(Requirement::toString).collect(Collectors.joining("; ")))
                        .orElse("no selector"))
                .isEqualTo(requirements);
    }

    @Test
    void aTextThatNobodyWroteIsNone() {
        assertThat(SelectorText.parse("a,".repeat(5_000))).isEmpty();
        assertThat(SelectorText.parse("a,".repeat(2_000)).map(List::size)).contains(2_000);
    }
}
