package io.kosmosadmission.placement;

import static org.assertj.core.api.Assertions.assertThat;

import io.kosmosadmission.GivenCluster;
import io.kosmosadmission.ResultText;
import io.kosmosadmission.kube.PodView;
import io.kosmosadmission.kube.TolerationsWhitelist;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RulePlacementTest {

    private static final String POOL = "[{name: scaleway, elasticPools: [{name: p, labels: {pool: p}}]}]";

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        a rule without words adds nothing  | ''                                      | -
        spread                             | spread: {}                              | spread
        one per provider                   | onePerProvider: Required                | one per provider
        colocate                           | colocate: {podSelector: {matchLabels: {app: db}}} | with app=db if possible
        prefer                             | prefer: [aws]                           | prefers aws
        tolerate                           | tolerate: [aws]                         | tolerates aws
        buffer                             | buffer: {pool: scaleway/p}              | scaleway/p last
        all words, in their order          | buffer: {pool: scaleway/p}, tolerate: ["*"], prefer: [aws], colocate: {}, onePerProvider: Preferred, spread: {} | \
        spread; one per provider if possible; with its fellows if possible; prefers aws; tolerates aws; scaleway/p last
        """)
    void appliesEachWord(String sentence, String words, String told) {
        assertThat(ResultText.of(of(words, "-", false).stream()
                        .flatMap(it -> it.words().stream())
                        .toList()))
                .isEqualTo(told);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        a spread learns of the hard claim      | spread: {whenUnsatisfiable: DoNotSchedule} | aws scaleway | true  | ScheduleAnyway
        and that there is none                 | spread: {whenUnsatisfiable: DoNotSchedule} | aws scaleway | false | DoNotSchedule
        a spread learns what target is left    | spread: {}                                 | aws          | true  | -
        """)
    void tellsTheSpreadWhatIsLeft(String sentence, String words, String home, boolean hardClaim, String when) {
        assertThat(ResultText.of(of(words, home, hardClaim).stream()
                        .flatMap(it -> it.additions().topologySpreadConstraints().stream())
                        .filter(it -> it.topologyKey().equals("provider"))
                        .map(it -> it.whenUnsatisfiable())
                        .toList()))
                .isEqualTo(when);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        one per provider learns what target is left | {key: provider, operator: DoesNotExist} | 1
        and where it can be held                    | {key: provider, operator: Exists}       | 0
        """)
    void tellsOnePerProviderWhatIsLeft(String sentence, String node, int warnings) {
        GivenRule rule = GivenRule.of("onePerProvider: Required");
        PodView pod = GivenRule.pod(
                "{labels: {app: web}}",
                "{nodeAffinity: {required: {nodeSelectorTerms: [{matchExpressions: [" + node + "]}]}}}");
        List<Contribution> contributions = RulePlacement.of(rule.words(), rule.context(pod, "-"));
        assertThat(contributions)
                .singleElement()
                .satisfies(it -> assertThat(it.warnings()).hasSize(warnings));
    }

    private static List<Contribution> of(String words, String home, boolean hardClaim) {
        GivenRule rule = GivenRule.of(POOL, words);
        PodView pod = GivenCluster.podWith("{labels: {app: web}}", "{}");
        return RulePlacement.of(
                rule.words(),
                new PodContext(
                        pod,
                        rule.target(pod, home),
                        hardClaim,
                        TolerationsWhitelist.NONE,
                        Optional.empty(),
                        rule.providers()));
    }
}
