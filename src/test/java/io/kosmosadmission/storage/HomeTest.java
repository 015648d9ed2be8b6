package io.kosmosadmission.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.kosmosadmission.ResultText;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HomeTest {

    private static final Map<String, Home> HOMES = Map.of(
            "block", known(true),
            "file", known(false),
            "anywhere", Home.anywhere(),
            "unknown", Home.unknown("no class"),
            "suspicious", Home.suspicious("no node"));

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        block storage is known and hard   | block    | known    | true  | true
        a file service is known and soft  | file     | known    | true  | false
        neutral storage is no set         | anywhere | anywhere | false | false
        neither is what can't be told     | unknown  | no class | false | false
        nor what should be told           | suspicious | no node  | false | false
        """)
    void isOneOfThree(String sentence, String name, String matched, boolean known, boolean hard) {
        Home home = HOMES.get(name);
        assertThat(home.<String>match(it -> "known", it -> "anywhere", Home.Unknown::why))
                .isEqualTo(matched);
        assertThat(home.ifKnown().isPresent()).isEqualTo(known);
        assertThat(home.ifHard().isPresent()).isEqualTo(hard);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        one provider      | aws              | aws
        two are sorted    | gcp aws          | aws or gcp
        three             | scaleway gcp aws | aws or gcp or scaleway
        """)
    void namesProviders(String sentence, String providers, String names) {
        Set<String> sorted = new TreeSet<>(Set.of(providers.split(" ")));
        assertThat(Home.names(sorted)).isEqualTo(names);
        assertThat(Home.names(new Home.Known(sorted, true, false, "", "").providers()))
                .isEqualTo(names);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        a hard one stays hard | block | gcp hard placed, a copy
        a soft one stays soft | file  | gcp soft, a copy
        """)
    void isLimited(String sentence, String name, String limited) {
        Home.Known home = HOMES.get(name).ifKnown().orElseThrow();
        Home.Known left = home.limitedTo(Set.of("gcp"), "a copy");
        assertThat(ResultText.of(left)).isEqualTo(limited);
        assertThat(left.driver()).isEqualTo(home.driver());
        assertThat(left.placed()).isEqualTo(home.placed());
    }

    private static Home known(boolean hard) {
        return new Home.Known(Set.of("gcp", "aws"), hard, hard, "x.example", "a class");
    }
}
