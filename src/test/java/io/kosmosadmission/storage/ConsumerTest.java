package io.kosmosadmission.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.kosmosadmission.ResultText;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConsumerTest {

    private static final Consumer GIVEN = GivenStorage.of("").consumer(GivenStorage.pod("gp3 scw-bssd", "{}"));

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        a workload      | deployment | db | deployment "db" | "db"
        a pod           | pod        | db | pod "db"        | "db"
        without a name  | pod        | '' | this pod        | it
        """)
    void isNamedForPeople(String sentence, String kind, String name, String subject, String quoted) {
        Consumer consumer = new Consumer(kind, name, GIVEN.pod(), GIVEN.target(), GIVEN.volumes());
        assertThat(consumer.subject()).isEqualTo(subject);
        assertThat(consumer.quotedName()).isEqualTo(quoted);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        one of its volumes     | gp3    | claim "gp3"
        a volume that it lacks | hcloud | -
        """)
    void isAboutOneVolume(String sentence, String volume, String subjects) {
        Consumer about = GIVEN.about(volume);
        assertThat(ResultText.of(
                        about.volumes().stream().map(VolumeUse::subject).toList()))
                .isEqualTo(subjects);
        assertThat(about.subject()).isEqualTo(GIVEN.subject());
        assertThat(about.target()).isEqualTo(GIVEN.target());
    }
}
