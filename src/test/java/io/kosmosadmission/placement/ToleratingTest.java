package io.kosmosadmission.placement;

import static io.kosmosadmission.placement.GivenRule.assertAdds;

import io.kosmosadmission.GivenCluster;
import io.kosmosadmission.kube.Toleration;
import io.kosmosadmission.kube.TolerationsWhitelist;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ToleratingTest {

    private static final String NODES =
            GivenCluster.THREE_PROVIDERS + "{apiVersion: v1, kind: Node, metadata: {name: gke-1, labels: {}}}";

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        the taint of a provider              | [] | [aws]                | tolerate provider=aws:NoSchedule | tolerates aws
        a provider without a taint           | [] | [scaleway]           | - | -
        only the tainted one is told         | [] | [scaleway, aws]      | tolerate provider=aws:NoSchedule | tolerates aws
        a provider that is not here          | [] | [gcp]                | - | -
        all providers                        | [] | ["*"]                | tolerate provider=aws:NoSchedule | tolerates aws
        taints that the rules declare        | [{name: hetzner, taints: [{key: dedicated, value: het, effect: NoExecute}, {key: spot, effect: NoSchedule}]}] | [hetzner] | \
        tolerate dedicated=het:NoExecute; tolerate spot=:NoSchedule | tolerates hetzner
        declared taints replace the nodes'   | [{name: aws, taints: [{key: dedicated, value: aws, effect: NoSchedule}]}] | [aws] | tolerate dedicated=aws:NoSchedule | tolerates aws
        a taint that two share               | [{name: hetzner, taints: [{key: far, effect: NoSchedule}]}, {name: aws, taints: [{key: far, effect: NoSchedule}]}] | \
        [hetzner, aws] | tolerate far=:NoSchedule | tolerates hetzner, aws
        two providers in the order of the rule | [{name: hetzner, taints: [{key: far, effect: NoSchedule}]}] | [hetzner, aws] | \
        tolerate far=:NoSchedule; tolerate provider=aws:NoSchedule | tolerates hetzner, aws
        all providers in the order of their names | [{name: hetzner, taints: [{key: far, effect: NoSchedule}]}] | ["*"] | \
        tolerate provider=aws:NoSchedule; tolerate far=:NoSchedule | tolerates aws, hetzner
        a pool's taint before its first node | [{name: gcp, elasticPools: [{name: p, labels: {provider: gcp}, taints: [{key: provider, value: gcp, effect: NoSchedule}]}]}] | \
        [gcp] | tolerate provider=gcp:NoSchedule | tolerates gcp
        one whose nodes lack the label       | [{name: gcp, nodes: [{name: "gke-*"}], taints: [{key: far, effect: NoSchedule}]}] | [gcp] | - | -
        """)
    void tolerates(String sentence, String providers, String tolerate, String added, String words) {
        GivenRule rule = GivenRule.of(providers, NODES, "tolerate: " + tolerate);
        assertAdds(Tolerating.of(rule.words().tolerate(), context(rule, TolerationsWhitelist.NONE)), added, words, "-");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        a drained provider goes where another is active | [aws, scaleway] | - | -
        and among all of them                           | ["*"]           | - | -
        alone it is tolerated                           | [aws]           | tolerate provider=aws:NoSchedule | tolerates aws
        beside one without nodes, too                   | [aws, gcp]      | tolerate provider=aws:NoSchedule | tolerates aws
        """)
    void leavesOutTheDrained(String sentence, String tolerate, String added, String words) {
        GivenRule rule = GivenRule.of("[{name: aws, state: Drained}]", "tolerate: " + tolerate);
        assertAdds(Tolerating.of(rule.words().tolerate(), context(rule, TolerationsWhitelist.NONE)), added, words, "-");
    }

    /** All are added here; the placer takes out what is forbidden, whichever part added it. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        the namespace permits one of two | far              | tolerates hetzner
        it permits none                  | other            | -
        it permits both                  | far provider     | tolerates aws, hetzner
        """)
    void claimsOnlyWhatTheNamespacePermits(String sentence, String keys, String words) {
        GivenRule rule =
                GivenRule.of("[{name: hetzner, taints: [{key: far, effect: NoSchedule}]}]", "tolerate: [\"*\"]");
        TolerationsWhitelist whitelist = new TolerationsWhitelist(
                true,
                Stream.of(keys.split(" "))
                        .map(key -> new Toleration(key, Toleration.EXISTS, "", "", false))
                        .toList());
        assertAdds(
                Tolerating.of(rule.words().tolerate(), context(rule, whitelist)),
                "tolerate provider=aws:NoSchedule; tolerate far=:NoSchedule",
                words,
                "-");
    }

    private static PodContext context(GivenRule rule, TolerationsWhitelist whitelist) {
        return rule.context(GivenCluster.pod("{}"), "-", whitelist);
    }
}
