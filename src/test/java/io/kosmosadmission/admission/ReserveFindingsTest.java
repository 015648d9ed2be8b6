package io.kosmosadmission.admission;

import static org.assertj.core.api.Assertions.assertThat;

import io.kosmosadmission.GivenCluster;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReserveFindingsTest {

    private static final String NODE =
            "{apiVersion: v1, kind: Node, metadata: {name: n-%1$s, labels: {provider: %1$s}}}\n---\n";

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        there is no configuration            | aws,scaleway |                                                              | nothing
        no pool is declared                  | aws,scaleway | contact: x                                                   | no elastic pool of an active provider is declared
        there is one provider                | aws          | contact: x                                                   | nothing
        one provider declares a pool         | aws,scaleway | providers: [{name: aws, elasticPools: [{name: p, labels: {provider: aws}}]}] | every declared elastic pool is of aws
        it declares two                      | aws,scaleway | providers: [{name: aws, elasticPools: [{name: p, labels: {provider: aws}}, {name: q, labels: {provider: aws}}]}] | every declared elastic pool is of aws
        it is drained                        | aws,scaleway | providers: [{name: aws, state: Drained, elasticPools: [{name: p, labels: {provider: aws}}]}] | no elastic pool of an active provider is declared
        two providers declare one            | aws,scaleway | providers: [{name: aws, elasticPools: [{name: p, labels: {provider: aws}}]}, {name: scaleway, elasticPools: [{name: p, labels: {provider: scaleway}}]}] | nothing
        one of these two is drained          | aws,scaleway | providers: [{name: aws, state: Drained, elasticPools: [{name: p, labels: {provider: aws}}]}, {name: scaleway, elasticPools: [{name: p, labels: {provider: scaleway}}]}] | nothing
        the other provider is only a pool    | aws          | providers: [{name: scaleway, elasticPools: [{name: p, labels: {provider: scaleway}}]}] | every declared elastic pool is of scaleway
        """)
    void reserveIsWorthToKnowAndNoFault(String when, String providers, String rules, String told) {
        String text = rules == null ? "" : rules;
        StringBuilder nodes = new StringBuilder();
        for (String provider : List.of(providers.split(","))) {
            nodes.append(NODE.formatted(provider));
        }
        Findings findings =
                Findings.of(GivenCluster.configuration(text), GivenCluster.inventory(text, nodes.toString()));
        assertThat(findings.anyFault()).isFalse();
        if (told.equals("nothing")) {
            assertThat(findings.all()).isEmpty();
        } else {
            assertThat(findings.all()).singleElement().satisfies(finding -> {
                assertThat(finding.check()).isEqualTo(Finding.Check.NoElasticPool);
                assertThat(finding.subjects()).isEmpty();
                assertThat(finding.message()).startsWith(told);
            });
        }
    }
}
