package io.kosmosadmission.placement;

import static io.kosmosadmission.placement.GivenRule.assertAdds;

import io.kosmosadmission.GivenCluster;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PreferringTest {

    private static final String NODES =
            GivenCluster.THREE_PROVIDERS + "{apiVersion: v1, kind: Node, metadata: {name: gke-1, labels: {}}}";

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        one provider                         | []                                                   | [aws]            | prefer provider=aws, weight 100 | prefers aws
        the first is the best                | []                                                   | [scaleway, aws]  | \
        prefer provider=scaleway, weight 100; prefer provider=aws, weight 50 | prefers scaleway, aws
        one that no node bears               | []                                                   | [gcp]            | - | -
        such a one takes no weight           | []                                                   | [gcp, aws]       | prefer provider=aws, weight 100 | prefers aws
        one that is declared and not there   | [{name: gcp}]                                        | [gcp, aws]       | prefer provider=aws, weight 100 | prefers aws
        one whose nodes lack the label       | [{name: gcp, nodes: [{name: "gke-*"}]}]              | [gcp]            | - | -
        one with a pool that bears the label | [{name: gcp, elasticPools: [{name: p, labels: {provider: gcp}}]}] | [gcp] | prefer provider=gcp, weight 100 | prefers gcp
        a drained one goes                   | [{name: aws, state: Drained}]                        | [aws, scaleway]  | prefer provider=scaleway, weight 100 | prefers scaleway
        a drained one alone stays            | [{name: aws, state: Drained}]                        | [aws]            | prefer provider=aws, weight 100 | prefers aws
        a drained one stays beside one without nodes | [{name: aws, state: Drained}]                | [gcp, aws]       | prefer provider=aws, weight 100 | prefers aws
        """)
    void prefers(String sentence, String providers, String prefer, String added, String words) {
        GivenRule rule = GivenRule.of(providers, NODES, "prefer: " + prefer);
        assertAdds(Preferring.of(rule.words().prefer(), rule.providers()), added, words, "-");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        five weights halve             | [a, b, c, d, e]       | \
        prefer provider=a, weight 100; prefer provider=b, weight 50; prefer provider=c, weight 25; prefer provider=d, weight 12; prefer provider=e, weight 6 | prefers a, b, c, d, e
        all after them weigh one       | [g, f, e, d, c, b, a] | \
        prefer provider=g, weight 100; prefer provider=f, weight 50; prefer provider=e, weight 25; prefer provider=d, weight 12; prefer provider=c, weight 6; \
        prefer provider=b, weight 1; prefer provider=a, weight 1 | prefers g, f, e, d, c, b, a
        """)
    void weighs(String sentence, String prefer, String added, String words) {
        StringBuilder nodes = new StringBuilder();
        for (String name : "a b c d e f g".split(" ")) {
            nodes.append("{apiVersion: v1, kind: Node, metadata: {name: n-%s, labels: {provider: %s}}}\n---\n"
                    .formatted(name, name));
        }
        GivenRule rule = GivenRule.of("[]", nodes.toString(), "prefer: " + prefer);
        assertAdds(Preferring.of(rule.words().prefer(), rule.providers()), added, words, "-");
    }
}
