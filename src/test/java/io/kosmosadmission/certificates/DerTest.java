package io.kosmosadmission.certificates;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against what others write and read. */
class DerTest {

    @ParameterizedTest
    @ValueSource(strings = {"1.2.840.10045.4.3.2", "2.5.29.17", "1.3.6.1.5.5.7.3.1", "2.5.29.128.16384"})
    void writesObjectIdentifiers(String oid) throws Exception {
        assertThat(Der.oid(oid)).isEqualTo(new ASN1ObjectIdentifier(oid).getEncoded());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 127, 128, 255, 256, 70_000})
    void writesLengths(int length) {
        byte[] encoded = Der.octets(new byte[length]);
        assertThat(ASN1OctetString.getInstance(encoded).getOctets()).hasSize(length);
        assertThat(Der.firstElement(Der.sequence(encoded, Der.yes()))).isEqualTo(encoded);
    }

    @Test
    void writesIntegersAsPositive() {
        assertThat(HexFormat.of().formatHex(Der.integer(BigInteger.valueOf(128))))
                .isEqualTo("02020080");
    }

    @Test
    void writesTheYearInFullFrom2050() {
        assertThat(text(Der.time(Instant.parse("2049-12-31T23:59:59Z")))).isEqualTo("491231235959Z");
        assertThat(text(Der.time(Instant.parse("2050-01-01T00:00:00Z")))).isEqualTo("20500101000000Z");
    }

    private static String text(byte[] encoded) {
        return new String(encoded, 2, encoded.length - 2, StandardCharsets.US_ASCII);
    }
}
