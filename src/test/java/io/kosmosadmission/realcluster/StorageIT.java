package io.kosmosadmission.realcluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.kosmosadmission.build.Script.Result;
import io.kosmosadmission.realcluster.objects.Manifests;
import io.kosmosadmission.realcluster.objects.Nodes;
import io.kosmosadmission.realcluster.scene.RealCluster;
import io.kosmosadmission.realcluster.scene.Scene;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a user reads on kubectl's standard error where a pod and its storage can never meet. */
@ExtendWith(RealCluster.class)
class StorageIT {
    private static final String RULES = """
            apiVersion: kosmos-admission.io/v1alpha1
            kind: KosmosConfiguration
            contact: "#platform"
            """;

    private static final String SENTENCE =
            "\"db\" runs only on scaleway (nodeSelector provider=scaleway), but its claim \"data\" uses storage class"
                    + " \"gp3\" of aws (ebs.csi.aws.com); use a scaleway class (sbs-5k, scw-bssd) or let \"db\" run on"
                    + " aws. #platform\n";

    private static final String WITH_DATA = """
            nodeSelector: {provider: %s}
            volumes: [{name: data, persistentVolumeClaim: {claimName: data}}]""";

    @Test
    void aPodWhoseClaimIsElsewhereIsRefusedWithTheSentence(Scene scene) {
        scene.given(Manifests.claim(scene.namespace(), "data", "gp3"));
        serve(scene);

        Result pod = scene.apply(Manifests.pod("db", with("scaleway", 2)));

        assertThat(pod.exit()).isOne();
        assertThat(pod.stdout()).isEmpty();
        assertThat(pod.stderr())
                .startsWith("Error from server (Forbidden)")
                .endsWith("denied the request: [KA101] pod " + SENTENCE);
        assertThat(scene.ask("get", "pods", "-o", "name")).isEmpty();
    }

    @Test
    void aDeploymentWhoseClaimIsElsewhereIsRefusedAtApply(Scene scene) {
        scene.given(Manifests.claim(scene.namespace(), "data", "gp3"));
        serve(scene);

        Result deployment = scene.apply(Manifests.deployment("db", 1, with("scaleway", 6)));

        assertThat(deployment.exit()).isOne();
        assertThat(deployment.stderr())
                .startsWith("Error from server (Forbidden)")
                .endsWith("denied the request: [KA101] deployment " + SENTENCE);
        assertThat(scene.ask("get", "deployments", "-o", "name")).isEmpty();
    }

    @Test
    void aPodBesideItsClaimIsAdmitted(Scene scene) {
        scene.given(Manifests.claim(scene.namespace(), "data", "gp3"));
        serve(scene);

        scene.applied(Manifests.pod("db", with("aws", 2)));

        assertThat(scene.ask("get", "pods", "-o", "name")).isEqualTo("pod/db\n");
    }

    @Test
    void aClaimThatItsDeploymentCanNeverReachIsRefusedWithTheWayOut(Scene scene) {
        scene.given(Manifests.deployment("db", 1, with("scaleway", 6))
                .replace("name: db}", "name: db, namespace: " + scene.namespace() + "}"));
        serve(scene);

        Result claim = scene.apply(Manifests.claim(scene.namespace(), "data", "gp3"));

        assertThat(claim.exit()).isOne();
        assertThat(claim.stderr())
                .endsWith("denied the request: [KA103] persistentvolumeclaim \"data\" uses storage class \"gp3\" of aws"
                        + " (ebs.csi.aws.com), but deployment \"db\" runs only on scaleway (nodeSelector provider=scaleway);"
                        + " use a scaleway class (sbs-5k, scw-bssd) or let \"db\" run on aws. #platform\n");
        scene.applied(Manifests.claim(scene.namespace(), "data", "scw-bssd"));
    }

    private static void serve(Scene scene) {
        scene.nodes(Nodes.of("aws"), Nodes.of("scaleway"));
        scene.given(String.join(
                "---\n",
                Manifests.storageClass("gp3", "ebs.csi.aws.com"),
                Manifests.storageClass("sbs-5k", "csi.scaleway.com"),
                Manifests.storageClass("scw-bssd", "csi.scaleway.com")));
        scene.serve(RULES);
    }

    private static String with(String provider, int indent) {
        return WITH_DATA.formatted(provider).indent(indent).strip();
    }
}
