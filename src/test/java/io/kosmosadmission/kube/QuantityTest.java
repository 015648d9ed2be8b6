package io.kosmosadmission.kube;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuantityTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        bytes                     | 1024     | 1024
        binary units              | 10Gi     | 10737418240
        decimal units             | 10G      | 10000000000
        a fraction                | 1.5Ki    | 1536
        an exponent               | 2e3      | 2000
        a large exponent          | 1E3      | 1000
        exa is no exponent        | 1E       | 1000000000000000000
        thousandths               | 2500m    | 2
        more than can be counted  | 9Ei      | 9223372036854775807
        a huge exponent           | 1e999999999 | 9223372036854775807
        a tiny exponent           | 1E-999999999 | 0
        nothing, with an exponent | 0e-999999999 | 0
        nothing                   | ''       | -1
        a unit alone              | Gi       | -1
        another unit              | 10GiB    | -1
        less than nothing         | -1Gi     | -1
        no number                 | 1.2.3    | -1
        no quantity at all        | 000000000000000000000000000000000000000000000001 | -1
        """)
    void readsBytes(String sentence, String text, long bytes) {
        assertThat(Quantity.bytes(text)).isEqualTo(bytes);
    }

    /** As the scheduler: a part of one is one. */
    @ParameterizedTest
    @CsvSource({
        "2, 2, 2000",
        "1500m, 2, 1500",
        "0.1m, 1, 1",
        "1E-999999999, 1, 1",
        "1e999999999, 9223372036854775807, 9223372036854775807"
    })
    void roundsUpWhatAPodAsksFor(String text, long units, long thousandths) {
        assertThat(Quantity.value(text)).isEqualTo(units);
        assertThat(Quantity.milliValue(text)).isEqualTo(thousandths);
    }
}
