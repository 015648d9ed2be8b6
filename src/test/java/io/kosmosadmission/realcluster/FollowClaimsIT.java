package io.kosmosadmission.realcluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kosmosadmission.realcluster.objects.Manifests;
import io.kosmosadmission.realcluster.objects.Nodes;
import io.kosmosadmission.realcluster.scene.Pods;
import io.kosmosadmission.realcluster.scene.Provisioner;
import io.kosmosadmission.realcluster.scene.RealCluster;
import io.kosmosadmission.realcluster.scene.Scene;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Pods run where their claims are at home, though larger nodes elsewhere draw them: the scheduler itself only knows that a
 * volume is still to be made, not who can.
 */
@ExtendWith(RealCluster.class)
class FollowClaimsIT {
    private static final String RULES = """
            apiVersion: kosmos-admission.io/v1alpha1
            kind: KosmosConfiguration
            rules:
            - {name: default, match: [{}], placement: {spread: {}}}
            """;

    private static final String HCLOUD = "csi.hetzner.cloud";
    private static final String CLAIM_TEMPLATE = """
            spec:
              accessModes: [ReadWriteOnce]
              storageClassName: hcloud-volumes
              resources: {requests: {storage: 1Gi}}
            """;

    private static final Nodes AWS = Nodes.of("aws").withProcessors(64);
    private static final Nodes HETZNER = Nodes.of("hetzner").withProcessors(4);
    private static final Nodes SCALEWAY = Nodes.of("scaleway").withProcessors(64);
    private static final Nodes UNLABELLED = Nodes.named("unlabelled", 1).withProcessors(64);

    @Test
    void podsRunWhereTheirClaimsAreAtHomeAndNoOtherNodeIsEverSelected(Scene scene) {
        scene.nodes(AWS, HETZNER.tainted(), SCALEWAY, UNLABELLED);
        scene.given(Manifests.storageClass("hcloud-volumes", HCLOUD));
        Provisioner provisioner = new Provisioner(scene, HCLOUD);
        theSchedulerAloneSelectsAnotherProvider(scene, provisioner);
        scene.follow(RULES);

        scene.applied(statefulSet("db", 2));
        scene.applied(Manifests.deployment("scratch", 2, ephemeral()));
        provisioner.provision(4);

        assertThat(Pods.of(scene, "db").landed(2)).isEqualTo(Map.of("hetzner", 2));
        assertThat(Pods.of(scene, "scratch").landed(2)).isEqualTo(Map.of("hetzner", 2));
        assertThat(provisioner.providersEverSelected())
                .hasSize(5)
                .allSatisfy((claim, providers) ->
                        assertThat(providers.contains("hetzner")).isEqualTo(!claim.equals("data-unplaced-0")))
                .allSatisfy((claim, providers) -> assertThat(providers).hasSize(1));
    }

    @Test
    void aMachineOfTheSameProviderThatCannotAttachGetsNothing(Scene scene) {
        Nodes managed = Nodes.of("scaleway").withProcessors(4).labelled("k8s.scaleway.com/managed", "true");
        Nodes metal = Nodes.named("metal", 1).labelled("provider", "scaleway").withProcessors(64);
        scene.nodes(AWS, HETZNER.tainted(), managed, metal, UNLABELLED);
        scene.given(Manifests.storageClass("hcloud-volumes", "csi.scaleway.com"));
        scene.given(managed.driver("csi.scaleway.com") + "---\n" + metal.driver(""));
        scene.follow(RULES + """
                providers:
                - {name: scaleway, attachLabels: {k8s.scaleway.com/managed: "true"}}
                """);

        scene.applied(statefulSet("db", 3));
        Provisioner provisioner = new Provisioner(scene, "csi.scaleway.com");
        provisioner.provision(3);

        assertThat(Pods.of(scene, "db").landed(3)).isEqualTo(Map.of("scaleway", 3));
        assertThat(Pods.of(scene, "db").on(managed)).hasSize(3);
        assertThat(provisioner.providersEverSelected())
                .hasSize(3)
                .allSatisfy((claim, providers) -> assertThat(providers).containsExactly("scaleway"));
    }

    @Test
    void aHomeOfWhichANodeLacksTheLabelIsReachedByItsOtherLabelWithAWarning(Scene scene) {
        Nodes labelled =
                HETZNER.labelled("instance.hetzner.cloud/provided-by", "cloud").withRoom(1);
        Nodes forgotten = Nodes.named("hetzner-new", 1)
                .labelled("instance.hetzner.cloud/provided-by", "cloud")
                .withProcessors(4);
        scene.nodes(AWS, labelled.tainted(), forgotten, SCALEWAY, UNLABELLED);
        scene.given(Manifests.storageClass("hcloud-volumes", HCLOUD));
        scene.follow(RULES + """
                providers:
                - name: hetzner
                  nodes: [{name: "hetzner-*"}]
                  attachLabels: {instance.hetzner.cloud/provided-by: cloud}
                """);

        assertThat(scene.apply(statefulSet("db", 3)).stderr())
                .contains("Warning: ", "not bound by label provider to where", "hetzner-new-1 lacks it");
        new Provisioner(scene, HCLOUD).provision(3);

        assertThat(Pods.of(scene, "db").landed(3)).isEqualTo(Map.of("hetzner", 2, "unlabelled", 1));
        assertThat(Pods.of(scene, "db").on(forgotten)).hasSize(1);
    }

    @Test
    void aHardSpreadOfPodsWhoseVolumeIsBoundToTwoProvidersLeavesNoneWaiting(Scene scene) {
        scene.nodes(AWS, HETZNER.tainted(), Nodes.of("scaleway", 1).withRoom(1), UNLABELLED);
        scene.given("""
                apiVersion: v1
                kind: PersistentVolume
                metadata: {name: shared-of-two}
                spec:
                  accessModes: [ReadWriteOnce]
                  capacity: {storage: 1Gi}
                  storageClassName: shared-of-two
                  csi: {driver: shared.csi.example.com, volumeHandle: shared}
                  nodeAffinity: {required: {nodeSelectorTerms: [{matchExpressions: [
                    {key: provider, operator: In, values: [aws, scaleway]}]}]}}
                ---
                """ + Manifests.claim(scene.namespace(), "shared", "shared-of-two"));
        scene.ask("wait", "--for=jsonpath={.status.phase}=Bound", "persistentvolumeclaim/shared", "--timeout=180s");
        scene.follow(RULES.replace("spread: {}", "spread: {whenUnsatisfiable: DoNotSchedule}"));

        assertThat(scene.apply(Manifests.deployment(
                                "web", 4, "volumes: [{name: data, persistentVolumeClaim: {claimName: shared}}]"))
                        .stderr())
                .contains("Warning: spread over providers is made soft for this pod");

        assertThat(Pods.of(scene, "web").rolledOut(4)).isEqualTo(Map.of("aws", 3, "scaleway", 1));
    }

    /** So the scene is as said: without us it goes wrong. */
    private static void theSchedulerAloneSelectsAnotherProvider(Scene scene, Provisioner provisioner) {
        scene.applied(statefulSet("unplaced", 1));
        await("a node is selected")
                .until(() -> !provisioner.providersEverSelected().isEmpty());
        scene.ask("delete", "statefulset", "unplaced");
        scene.ask("delete", "pod", "unplaced-0", "--force", "--grace-period=0", "--ignore-not-found");
        scene.ask("delete", "persistentvolumeclaim", "--all");
    }

    private static String statefulSet(String name, int replicas) {
        return Manifests.deployment(name, replicas, "")
                        .replace("kind: Deployment", "kind: StatefulSet")
                        .replace("spec:\n  replicas", "spec:\n  podManagementPolicy: Parallel\n  replicas")
                + "  volumeClaimTemplates:\n  - metadata: {name: data}\n" + CLAIM_TEMPLATE.indent(4);
    }

    private static String ephemeral() {
        String volume = "volumes:\n- name: data\n  ephemeral:\n    volumeClaimTemplate:\n" + CLAIM_TEMPLATE.indent(6);
        return volume.indent(6).strip();
    }
}
