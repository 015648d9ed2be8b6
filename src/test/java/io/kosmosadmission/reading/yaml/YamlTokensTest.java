package io.kosmosadmission.reading.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.util.TokenBuffer;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What YAML is as JSON. The expected JSON is what sigs.k8s.io/yaml 1.6.0, which kubectl uses, makes of the same text. */
class YamlTokensTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<String> repeated = new ArrayList<>();

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            an alias is the value             | `a: &x 1\nb: *x`                      | {"a":1,"b":1}
            of a mapping                      | `a: &x {p: 1}\nb: [*x, *x]`           | {"a":{"p":1},"b":[{"p":1},{"p":1}]}
            as a field's name                 | `a: &k key\nb: {*k : v}`              | {"a":"key","b":{"key":"v"}}
            of an anchor inside of another    | `a: &a {b: &b {c: 1}}\nd: *b\ne: *a`  | {"a":{"b":{"c":1}},"d":{"c":1},"e":{"b":{"c":1}}}
            the last anchor of a name counts  | `a: &x 1\nb: &x 2\nc: *x`             | {"a":1,"b":2,"c":2}
            of nothing                        | `a: &x\nb: *x`                        | {"a":null,"b":null}
            a merge adds fields               | `b: &x {p: 1, q: 2}\nc: {<<: *x}`     | {"b":{"p":1,"q":2},"c":{"p":1,"q":2}}
            a field after it counts more      | `b: &x {p: 1}\nc: {<<: *x, p: 3}`     | {"b":{"p":1},"c":{"p":3}}
            a field before it counts less     | `b: &x {p: 1}\nc: {p: 3, <<: *x}`     | {"b":{"p":1},"c":{"p":1}}
            of several, the first counts most | `c: {<<: [{p: 1}, {p: 2, q: 2}], r: 3}` | {"c":{"p":1,"q":2,"r":3}}
            a merge of a merge                | `a: &a {<<: {q: 1}, w: 2}\nc: {<<: *a}` | {"a":{"q":1,"w":2},"c":{"q":1,"w":2}}
            a merge inside of an anchor       | `a: &a {b: {<<: {q: 1}}}\nc: *a`      | {"a":{"b":{"q":1}},"c":{"b":{"q":1}}}
            << in quotes is a name            | `c: {"<<": {p: 4}}`                   | {"c":{"<<":{"p":4}}}
            an empty value is null            | `a:\nb: ~\nc: null\nd: ""\ne: ''`     | {"a":null,"b":null,"c":null,"d":"","e":""}
            an item of a list, too            | `-\n- a\n-`                           | [null,"a",null]
            truth in YAML 1.1                 | `[yes, no, on, off, y, n, True]`      | [true,false,true,false,true,false,true]
            in quotes it is a text            | `["yes", 'on', !!str true]`           | ["yes","on","true"]
            numbers to other bases            | `[017, 0o17, 0x1F, 0b11, 1_000, +1]`  | [15,15,31,3,1000,1]
            no number                         | `[0o, 1:20, 1.2.3, 1e400, 0x, 100Mi]` | ["0o","1:20","1.2.3","1e400","0x","100Mi"]
            whole numbers with a fraction     | `[1e3, 3.0, 08, 1.10, .5]`            | [1000,3,8,1.1,0.5]
            large numbers                     | `[12345678901234567890, 4294967296]`  | [12345678901234567890,4294967296]
            a date is a text                  | `[2020-01-01, 2020-01-01T00:00:00Z]`  | ["2020-01-01","2020-01-01T00:00:00Z"]
            names are texts                   | `{true: 1, 2: 2, 0x10: 3, on: 4}`     | {"true":4,"2":2,"16":3}
            blocks                            | `a: |\n  x\n\n  y\nb: >-\n  p\n  q`   | {"a":"x\\n\\ny\\n","b":"p q"}
            a tag of one's own                | `a: !foo 12`                          | {"a":"12"}
            binary                            | `a: !!binary aGVsbG8=`                | {"a":"hello"}
            a number of a tag                 | `a: !!int "3"`                        | {"a":3}
            """)
    void isAsKubectlReadsIt(String what, String yaml, String json) throws IOException {
        assertThat(JSON.readTree(read(yaml.replace("\\n", "\n")))).as(what).isEqualTo(JSON.readTree(json));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            an alias of nothing           | `a: b\nc: *x`           | 2 | alias *x stands for nothing: there is no such anchor before it
            an alias of itself            | `a:\n  b: &a [*a]`      | 2 | alias *a stands inside of what it stands for
            a merge of a text             | `a:\n  <<: 3`           | 2 | << needs a mapping or a list of mappings
            a merge of texts              | `a: {<<: [b, {c: d}]}`  | 1 | << needs a mapping or a list of mappings
            a list as a name              | `a: 1\n? [b]\n: c`      | 2 | a field's name must be a string, and no mapping or list
            a mapping as a name           | `a: {{ b }}`            | 1 | a field's name must be a string, and no mapping or list
            no name                       | `a: 1\n~: c`            | 2 | a field's name is missing
            a number that JSON can't hold | `a: .inf`               | 1 | .inf is a number that JSON doesn't have; put a string in quotes
            another type than its tag's   | `a: !!int x`            | 1 | "x" is no !!int
            broken base64                 | `a: !!binary a`         | 1 | !!binary must be base64
            a broken block                | `a:\n  b: c\n d: e`     | 3 | this doesn't fit the block that began on line 1; look at the indentation and the quotes
            """)
    void saysWhatIsWrongAndWhere(String what, String yaml, int line, String message) {
        assertThatThrownBy(() -> read(yaml.replace("\\n", "\n")))
                .as(what)
                .isInstanceOfSatisfying(JsonProcessingException.class, wrong -> {
                    assertThat(wrong.getOriginalMessage()).isEqualTo(message);
                    assertThat(wrong.getLocation().getLineNr()).isEqualTo(line);
                });
    }

    @Test
    void aliasesThatStandForBillionsOfValuesAreRefusedBeforeTheyAreMade() {
        StringBuilder laughs = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 12; i++) {
            String before = "*a" + (i - 1);
            laughs.append("a" + i + ": &a" + i + " [" + (before + ", ").repeat(9) + before + "]\n");
        }
        assertThatThrownBy(() -> read(laughs.toString())).hasMessageContaining("aliases stand for more than 100000");
        String merged =
                laughs.toString().replace("[", "{<<: [").replace("]", "]}").replace("x", "{x: 1}");
        assertThatThrownBy(() -> read(merged)).hasMessageContaining("aliases stand for more than 100000");
        String text = "t: &t " + "x".repeat(1_000_000) + "\nmany: [" + "*t, ".repeat(10_000) + "*t]\n";
        assertThatThrownBy(() -> read(text)).hasMessageContaining("aliases stand for more than 100000");
    }

    @Test
    void nestsAsDeepAsSchemasDoAndNoDeeper() throws IOException {
        assertThat(read("[".repeat(900) + "]".repeat(900))).isEqualTo("[".repeat(900) + "]".repeat(900));
        assertThatThrownBy(() -> read("[".repeat(200_000))).hasMessageContaining("nested more than 1000 deep");
    }

    @Test
    void tellsWhatIsWrittenTwiceButNotWhatIsMerged() throws IOException {
        read("a: 1\nb: {a: 1}\na: 2\nc: {<<: {d: 1}, d: 2}\ne: {d: 1, <<: {d: 2}}\n");
        assertThat(repeated).containsExactly("a in line 3");
    }

    /** Returns the first document as JSON. */
    private String read(String yaml) throws IOException {
        try (YamlTokens tokens = new YamlTokens(
                        new StringReader(yaml),
                        1,
                        (field, at) -> repeated.add(
                                field + " in line " + at.currentTokenLocation().getLineNr()));
                TokenBuffer buffer = new TokenBuffer(JSON, false)) {
            tokens.nextToken();
            buffer.copyCurrentStructure(tokens);
            return JSON.writeValueAsString(JSON.readTree(buffer.asParser()));
        }
    }
}
