package io.kosmosadmission.admission.judging;

import static org.assertj.core.api.Assertions.assertThat;

import io.kosmosadmission.GivenCluster;
import io.kosmosadmission.kube.PodView;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a pod says: "aws" and "managed" in its node affinity, "on" a provider by its selector, "at" a node; "with" a claim. */
class BroughtWordsTest {

    private static final String BROUGHT =
            "annotations: {kosmos-admission.io/placed: x}, managedFields: [{fieldsV1: {\"f:metadata\": {\"f:annotations\":"
                    + " {\"f:kosmos-admission.io/placed\": {}}}}}]";
    private static final String OWNED =
            ", ownerReferences: [{apiVersion: apps/v1, kind: ReplicaSet, name: web, uid: u, controller: true}]";
    private static final Map<String, String> WORDS = Map.of(
            "aws", "{key: provider, operator: In, values: [aws]}",
            "scaleway", "{key: provider, operator: In, values: [scaleway]}",
            "managed", "{key: k8s.scaleway.com/managed, operator: In, values: [\"true\"]}");

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        its claim is elsewhere                    | brought | -                    | aws            | -           | with scw-bssd | (KA101 scw-bssd)
        no creator told of a placement            | fresh   | -                    | aws            | -           | with scw-bssd | KA101 scw-bssd
        a controller made it                      | owned   | -                    | aws            | -           | with scw-bssd | (KA101 scw-bssd)
        and its boundary leaves nothing           | owned   | eu requires scaleway | aws            | -           | -             | KA002
        a boundary holds here                     | brought | eu requires scaleway | aws            | -           | -             | (KA002)
        its claim and a boundary                  | brought | eu requires scaleway | aws            | -           | with scw-bssd | (KA002)
        two of its words contradict each other    | brought | -                    | aws scaleway   | -           | -             | (KA003)
        its user's selector contradicts it        | brought | -                    | aws            | on scaleway | -             | (KA003)
        its user's selector is elsewhere too      | brought | -                    | aws            | on aws      | with scw-bssd | KA101 scw-bssd
        and in no boundary                        | brought | eu requires scaleway | aws            | on aws      | -             | KA002
        claims apart are no words                 | brought | -                    | aws            | -           | with gp3 scw-bssd | KA102 gp3 scw-bssd
        its node is outside of a boundary         | brought | eu requires scaleway | scaleway       | at aws-1    | -             | KA001 eu
        its node is not where its claim is        | brought | -                    | scaleway       | at aws-1    | with scw-bssd | KA101 scw-bssd
        all is well                               | brought | eu requires scaleway | scaleway       | -           | with scw-bssd | -
        """)
    void areNoWordsOfItsUsers(
            String sentence, String maker, String rules, String words, String place, String claims, String verdict) {
        GivenJudges given = GivenJudges.of(rules, "-");
        PodView pod = pod(maker, words, place, claims);
        PodView placed = given.placer().within(given.enforced().boundaries(pod), pod);
        assertThat(GivenJudges.text(given.ofPods().judgeCreated(placed, given.enforced())))
                .isEqualTo(verdict);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        what it brings            | eu requires scaleway | aws         | node affinity provider=aws comes from the pod that this one was copied or restored from, which kosmos-admission had placed; create it without that, and it is placed anew
        in Audit nobody is told   | mode Audit and eu requires scaleway | aws | -
        """)
    void areNamed(String sentence, String rules, String words, String warning) {
        GivenJudges given = GivenJudges.of(rules, "-");
        PodView pod = pod("brought", words, "-", "-");
        PodView placed = given.placer().within(given.enforced().boundaries(pod), pod);
        Verdict verdict = given.ofPods().judgeCreated(placed, given.scope());
        assertThat(verdict.excused()).hasSize(1);
        assertThat(String.join("; ", verdict.warnings())).isEqualTo(warning.equals("-") ? "" : warning);
    }

    private static PodView pod(String maker, String words, String place, String claims) {
        StringBuilder spec =
                new StringBuilder("{affinity: {nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution:"
                        + " {nodeSelectorTerms: [{matchExpressions: [");
        for (String word : words.split(" ")) {
            spec.append(WORDS.get(word)).append(", ");
        }
        spec.append("]}]}}}, volumes: [");
        for (String claim :
                claims.equals("-") ? new String[0] : claims.replace("with ", "").split(" ")) {
            spec.append("{name: " + claim + ", persistentVolumeClaim: {claimName: " + claim + "}}, ");
        }
        spec.append("]");
        if (place.startsWith("on ")) {
            spec.append(", nodeSelector: {provider: ")
                    .append(place.substring(3))
                    .append("}");
        } else if (place.startsWith("at ")) {
            spec.append(", nodeName: ").append(place.substring(3));
        }
        String metadata = "{name: web, namespace: default, labels: {app: web}"
                + (maker.equals("fresh") ? "" : ", " + BROUGHT)
                + (maker.equals("owned") ? OWNED : "");
        return GivenCluster.podWith(metadata + "}", spec + "}");
    }
}
