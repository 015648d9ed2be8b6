package io.kosmosadmission.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressRangeTest {

    @ParameterizedTest
    @CsvSource({
        "51.15.0.0/16, 51.15.255.1, true",
        "51.15.0.0/16, 51.16.0.0, false",
        "0.0.0.0/0, 255.255.255.255, true",
        "10.0.0.1/32, 10.0.0.1, true",
        "2001:db8::/32, 2001:db8:1::1, true",
        "2001:db8::/32, 10.0.0.1, false",
        "10.0.0.0/8, 999.0.0.1, false",
        "10.0.0.0/8, ten, false",
    })
    void holdsTheAddressesOfItsPrefix(String range, String address, boolean held) {
        assertThat(AddressRange.parse(range)).get().returns(held, it -> it.contains(address));
    }

    /** None of these may become a look-up of a name. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "10.0.0.0",
                "10.0.0.0/",
                "10.0.0.0/33",
                "10.0.0.0/-1",
                "10.0.0/8",
                "010.0.0.0/8",
                "999.1.1.1/8",
                "1.2.3.4.5/8",
                "localhost/8",
                "::/129",
                "::1",
                ":::/8",
                "fe80::1%eth0/64"
            })
    void isOnlyALiteralAddressWithAPrefixLength(String notation) {
        assertThat(AddressRange.parse(notation)).isEmpty();
    }
}
