package io.kosmosadmission.admission;

import static org.assertj.core.api.Assertions.assertThat;

import io.kosmosadmission.GivenCluster;
import io.kosmosadmission.config.Configuration;
import io.kosmosadmission.config.Mode;
import io.kosmosadmission.inventory.Inventory;
import io.kosmosadmission.kube.PodView;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Objects and clusters far larger than usual are decided as any other. */
class LargeInputTest {

    private static final int VOLUMES = 1000;
    private static final int NODES = 2000;
    private static final String CLASSES = """
        {apiVersion: storage.k8s.io/v1, kind: StorageClass, metadata: {name: gp3}, provisioner: ebs.csi.aws.com}
        ---
        {apiVersion: storage.k8s.io/v1, kind: StorageClass, metadata: {name: scw-bssd}, provisioner: csi.scaleway.com}
        ---
        """;

    @Test
    void aPodWithAThousandVolumesOfTwoProvidersIsDeniedOnce() {
        String claims = each(
                VOLUMES,
                "---\n",
                i -> "{apiVersion: v1, kind: PersistentVolumeClaim, metadata: {name: c-" + i
                        + ", namespace: default}, spec: {storageClassName: " + (i == 0 ? "scw-bssd" : "gp3") + "}}\n");
        PodView pod = GivenCluster.pod("{volumes: ["
                + each(VOLUMES, ", ", i -> "{name: v-" + i + ", persistentVolumeClaim: {claimName: c-" + i + "}}")
                + "]}");
        Decision decision = review(Webhook.validate, pod, "", GivenCluster.THREE_PROVIDERS + CLASSES + claims);
        assertThat(decision.label()).isEqualTo("denied");
        assertThat(decision.match(it -> "", it -> "", Decision.Denied::code)).isEqualTo("KA102");
        assertThat(decision.notes().toldWarnings()).hasSizeLessThanOrEqualTo(Notes.MOST_WARNINGS + 1);
    }

    @Test
    void aPodIsPlacedAmongTwoThousandNodes() {
        String nodes = each(
                NODES,
                "---\n",
                i -> "{apiVersion: v1, kind: Node, metadata: {name: n-" + i + ", labels: {provider: p-" + i % 20
                        + ", kubernetes.io/hostname: n-" + i + "}}}\n");
        String rules = "rules: [{name: default, match: [{}], placement: {spread: {}, tolerate: ['*']}}]";
        assertThat(review(Webhook.mutate, replica("{}"), rules, nodes).label()).isEqualTo("patched");
        String onOne = "{nodeSelector: {kubernetes.io/hostname: n-7}}";
        assertThat(review(Webhook.mutate, replica(onOne), rules, nodes).label())
                .as("one provider is left to it")
                .isEqualTo("allowed");
    }

    @Test
    void aPodWithThousandsOfTermsIsAskedOfNoNode() {
        IntFunction<String> node =
                i -> "{apiVersion: v1, kind: Node, metadata: {name: n-" + i + ", labels: {provider: aws}}}\n";
        IntFunction<String> term = i -> "{matchExpressions: [{key: rack, operator: In, values: [r-" + i + "]}]}";
        assertThat(review(Webhook.validate, withTerms(each(2, ", ", term)), "", each(NODES, "---\n", node))
                        .notes()
                        .warnings())
                .singleElement()
                .asString()
                .contains("asks for nodes that nobody has today");
        assertThat(review(Webhook.validate, withTerms(each(5000, ", ", term)), "", each(NODES, "---\n", node))
                        .notes()
                        .warnings())
                .isEmpty();
    }

    private static PodView withTerms(String terms) {
        return replica(
                "{affinity: {nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution: {nodeSelectorTerms: ["
                        + terms + "]}}}}");
    }

    private static PodView replica(String spec) {
        return GivenCluster.podWith("{generateName: web-, namespace: default, labels: {app: web}}", spec);
    }

    private static String each(int count, String between, IntFunction<String> text) {
        return IntStream.range(0, count).mapToObj(text).collect(Collectors.joining(between));
    }

    private static Decision review(Webhook webhook, PodView pod, String rules, String manifests) {
        Configuration configuration = GivenCluster.configuration(rules);
        Inventory inventory = GivenCluster.inventory(rules, manifests);
        return new Reviewer(Mode.Enforce)
                .review(webhook, GivenCluster.creation(pod), new ClusterState(configuration, inventory));
    }
}
