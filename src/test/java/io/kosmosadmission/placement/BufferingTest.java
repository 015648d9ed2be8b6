package io.kosmosadmission.placement;

import static io.kosmosadmission.placement.GivenRule.assertAdds;
import static org.assertj.core.api.Assertions.assertThat;

import io.kosmosadmission.GivenCluster;
import io.kosmosadmission.config.Buffer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BufferingTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        the label that tells the pool           | {provider: scaleway, k8s.scaleway.com/pool-name: buffer} | [] | prefer k8s.scaleway.com/pool-name!=buffer, weight 100
        every label that tells it               | {provider: scaleway, pool: buffer, size: large}         | [] | prefer pool!=buffer & size!=large, weight 100
        a label that other nodes bear does not  | {provider: scaleway, k8s.scaleway.com/managed: "true", pool: buffer} | [] | prefer pool!=buffer, weight 100
        where others bear all, all but the provider's | {provider: scaleway, k8s.scaleway.com/managed: "true"} | [] | prefer k8s.scaleway.com/managed!=true, weight 100
        the provider where nothing else is said | {provider: scaleway}                                    | [] | prefer provider!=scaleway, weight 100
        its taints are tolerated                | {pool: buffer} | [{key: buffer, value: "true", effect: NoSchedule}, {key: slow, effect: NoExecute}] | \
        prefer pool!=buffer, weight 100; tolerate buffer=true:NoSchedule; tolerate slow=:NoExecute
        a pool without labels can only be tolerated | {}         | [{key: buffer, effect: NoSchedule}] | tolerate buffer=:NoSchedule
        """)
    void usesThePoolLast(String sentence, String labels, String taints, String added) {
        GivenRule rule = GivenRule.of(
                "[{name: scaleway, elasticPools: [{name: buffer, labels: " + labels + ", taints: " + taints + "}]}]",
                "buffer: {pool: scaleway/buffer}");
        assertAdds(
                Buffering.of(rule.words().buffer().orElseThrow(), rule.providers()),
                added,
                "scaleway/buffer last",
                "-");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        a pool of another name           | scaleway | other
        a pool of another provider       | aws      | buffer
        a provider that is not there     | gcp      | buffer
        """)
    void addsNothingForAPoolThatIsNotDeclared(String sentence, String provider, String pool) {
        String rules = "providers: [{name: scaleway, elasticPools: [{name: buffer, labels: {pool: buffer}}]}]";
        assertThat(Buffering.of(
                        new Buffer(provider, pool),
                        GivenCluster.inventory(rules, GivenCluster.THREE_PROVIDERS)
                                .providers()))
                .isEqualTo(Contribution.NOTHING);
    }
}
