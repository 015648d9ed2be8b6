package io.kosmosadmission.target;

import static org.assertj.core.api.Assertions.assertThat;

import io.kosmosadmission.GivenCluster;
import io.kosmosadmission.ResultText;
import io.kosmosadmission.inventory.Providers;
import io.kosmosadmission.kube.Requirement;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Targets are given by the providers that are in, of the known ones aws, hetzner and scaleway. */
class TargetTest {

    private static final Set<String> KNOWN = new TreeSet<>(Set.of("aws", "hetzner", "scaleway"));
    private static final Providers PROVIDERS =
            GivenCluster.inventory("", GivenCluster.THREE_PROVIDERS).providers();

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        a provider that is in                         | aws                   | aws          | true
        a provider that is out                        | aws                   | hetzner      | false
        one that is not known, where such may come    | aws + unseen          | gcp          | true
        one that is not known, where none may come    | aws + unlabelled      | gcp          | false
        one that is out though others may come        | aws + unseen          | hetzner      | false
        one of two is in                              | aws                   | hetzner aws  | true
        neither of two is in                          | aws                   | hetzner gcp  | false
        none of none                                  | aws + unseen          | -            | false
        """)
    void contains(String sentence, String target, String names, boolean in) {
        assertThat(target(target).containsAny(names(names))).isEqualTo(in);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        exactly these                                 | aws scaleway          | aws scaleway | true
        fewer than these                              | aws                   | aws scaleway | true
        one more than these                           | aws hetzner           | aws scaleway | false
        nodes of no known provider are outside        | aws + unlabelled      | aws          | false
        so are providers without nodes                | aws + unseen          | aws          | false
        nothing is within everything                  | -                     | aws          | true
        """)
    void isWithin(String sentence, String target, String names, boolean within) {
        assertThat(target(target).isWithin(names(names))).isEqualTo(within);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        all of them are out                           | aws                   | hetzner gcp  | true
        one of them is in                             | aws                   | aws hetzner  | false
        a node of no known provider could be theirs   | aws + unlabelled      | hetzner      | false
        a known one is out though others may come     | aws + unseen          | hetzner      | true
        one without nodes may come                    | aws + unseen          | gcp          | false
        """)
    void avoids(String sentence, String target, String names, boolean avoids) {
        assertThat(target(target).avoids(names(names))).isEqualTo(avoids);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        what both name                                | aws scaleway          | aws hetzner  | aws
        nothing where they name none in common        | aws                   | hetzner      | nowhere
        nodes of no known provider go                 | aws + unlabelled      | aws          | aws
        a provider without nodes is named             | aws + unseen          | aws gcp      | aws gcp
        one without nodes that can't come             | aws                   | aws gcp      | aws
        nothing is allowed                            | aws + unseen          | -            | nowhere
        """)
    void isLimitedTo(String sentence, String target, String names, String left) {
        Target limited = target(target).limitedTo(names(names));
        assertThat(ResultText.of(limited)).isEqualTo(left);
        assertThat(limited.known()).containsAll(KNOWN).containsAll(names(names));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        the others stay                               | aws scaleway          | aws          | scaleway
        nothing stays                                 | aws                   | aws          | nowhere
        nodes of no known provider go                 | aws + unlabelled      | hetzner      | aws
        other providers may come                      | aws + unseen          | hetzner      | aws + unseen
        """)
    void isWithout(String sentence, String target, String names, String left) {
        assertThat(ResultText.of(target(target).without(names(names)))).isEqualTo(left);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        a forbidden provider that is not known stays out       | aws + unseen            | gcp | gcp  | false
        one that was not forbidden may still come              | aws + unseen            | gcp | ibm  | true
        """)
    void remembersWhomItIsWithout(String sentence, String target, String without, String name, boolean in) {
        assertThat(target(target).without(names(without)).contains(name)).isEqualTo(in);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        nodes of no known provider go                 | aws + unlabelled        | aws
        all else stays                                | aws scaleway + unseen   | aws scaleway + unseen
        nothing is left of such nodes alone           | + unlabelled            | nowhere
        """)
    void isLimitedToLabelled(String sentence, String target, String left) {
        assertThat(ResultText.of(target(target).limitedToLabelled())).isEqualTo(left);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        a provider                                    | aws                     | false | aws
        providers without nodes                       | + unseen                | false | providers not there yet
        nodes of no known provider                    | + unlabelled            | false | nodes of no known provider
        these before providers without nodes          | + unlabelled unseen     | false | nodes of no known provider
        nothing at all                                | -                       | true  | no provider
        two providers, sorted                         | scaleway aws            | false | aws and scaleway
        three providers                               | scaleway hetzner aws    | false | aws, hetzner and scaleway
        a provider before what has no name            | aws + unlabelled unseen | false | aws
        """)
    void isNamed(String sentence, String target, boolean empty, String names) {
        assertThat(target(target).isEmpty()).isEqualTo(empty);
        assertThat(target(target).names()).isEqualTo(names);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        those that are in, sorted                     | scaleway aws            | aws; scaleway
        none without nodes, though such may come      | scaleway + unseen       | scaleway
        nobody                                        | + unlabelled unseen     | -
        """)
    void hasLiveProviders(String sentence, String target, String live) {
        assertThat(ResultText.of(target(target).live(PROVIDERS))).isEqualTo(live);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        no words              | -                          | ''
        a selector            | nodeSelector               | ' (nodeSelector provider=aws)'
        a node by its name    | nodeName                   | ' (nodeName aws)'
        a boundary's name     | boundary                   | ' (boundary "payments")'
        two fields            | nodeSelector node-affinity | ' (nodeSelector provider=aws, node affinity provider=aws)'
        one boundary twice    | boundary boundary          | ' (boundary "payments")'
        """)
    void saysWhy(String sentence, String fields, String because) {
        Requirement requirement = Requirement.in("provider", List.of("aws"));
        List<Word> words = fields.equals(ResultText.NONE)
                ? List.of()
                : List.of(fields.split(" ")).stream()
                        .map(field -> field.equals("boundary")
                                ? Word.ofBoundary("payments", requirement)
                                : new Word(field.replace('-', ' '), requirement))
                        .toList();
        assertThat(target("aws").inWords(words).because()).isEqualTo(because);
    }

    private static Target target(String text) {
        String[] parts = (text + " ").split("\\+");
        String others = parts.length == 2 ? parts[1] : "";
        return new Target(
                KNOWN,
                names(parts[0].strip()),
                others.contains("unlabelled"),
                others.contains("unseen"),
                List.of(),
                Optional.empty());
    }

    private static Set<String> names(String text) {
        return text.isEmpty() || text.equals(ResultText.NONE)
                ? Set.of()
                : new LinkedHashSet<>(List.of(text.split(" ")));
    }
}
