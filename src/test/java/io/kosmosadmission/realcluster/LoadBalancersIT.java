package io.kosmosadmission.realcluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kosmosadmission.build.Script.Result;
import io.kosmosadmission.realcluster.installed.Live;
import io.kosmosadmission.realcluster.objects.Nodes;
import io.kosmosadmission.realcluster.scene.RealCluster;
import io.kosmosadmission.realcluster.scene.Scene;
import io.kosmosadmission.realcluster.server.PackagedServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Services of another cloud, as users and controllers meet us: by kubectl, with what k8s/ installs and its rights. */
@ExtendWith(RealCluster.class)
class LoadBalancersIT {
    private static final String RULES = """
            apiVersion: kosmos-admission.io/v1alpha1
            kind: KosmosConfiguration
            foreignLoadBalancers: %s
            rules: [{name: default, match: [{}], placement: {spread: {}}}]
            """;

    private static final String OF_AWS = "service.beta.kubernetes.io/aws-load-balancer-type: external";
    private static final String OF_SCALEWAY = "service.beta.kubernetes.io/scw-loadbalancer-type: LB-S";
    private static final String TOLD = "[KA401] service \"%s\": scaleway's controller ignores annotation"
            + " service.beta.kubernetes.io/aws-load-balancer-type of aws";
    private static final String FINDINGS = "kosmos_admission_findings{check=\"foreign-load-balancer\"}";
    private static final String STORED = "kosmos_admission_inventory_objects{kind=\"Service\"}";

    private static String service(String name, String type, String annotation, String more) {
        return """
                apiVersion: v1
                kind: Service
                metadata: {name: %s, annotations: {%s}}
                spec: {type: %s, selector: {app: web}, ports: [{port: 80}]%s}
                """.formatted(name, annotation, type, more);
    }

    @Test
    void whatIsWrittenForAnotherCloudIsToldAndWhatIsForOursIsNot(Scene scene) {
        scene.nodes(Nodes.of("aws", 1), Nodes.of("scaleway", 1));
        Live live = Live.installed(scene, RULES.formatted("Warn"));
        PackagedServer server = live.serve();

        assertThat(said(scene, service("foreign", "LoadBalancer", OF_AWS, "")))
                .contains("Warning: would be denied: " + TOLD.formatted("foreign"));
        assertThat(said(scene, service("own", "LoadBalancer", OF_SCALEWAY, ""))).isEmpty();
        assertThat(said(scene, service("later", "ClusterIP", OF_AWS, ""))).isEmpty();
        assertThat(said(scene, service("later", "LoadBalancer", OF_AWS, "")))
                .contains("Warning: would be denied: " + TOLD.formatted("later"));
        assertThat(said(scene, service("later", "ClusterIP", OF_AWS, ""))).isEmpty();
        assertThat(said(
                        scene,
                        service("classed", "LoadBalancer", OF_SCALEWAY, ", loadBalancerClass: example.com/other")))
                .contains("scaleway's controller does not serve loadBalancerClass \"example.com/other\"");

        await("the Events of what is there")
                .untilAsserted(() -> assertThat(scene.ask(
                                        "get",
                                        "events",
                                        "--field-selector=reason=ForeignLoadBalancer",
                                        "-o",
                                        "jsonpath={range .items[*]}{.involvedObject.kind}/{.involvedObject.name} {end}")
                                .split(" "))
                        .contains("Service/foreign", "Service/classed")
                        .doesNotContain("Service/own"));
        await("they are counted").until(() -> server.metric(FINDINGS) == 2);
        assertThat(server.metric(STORED)).as("no ClusterIP is stored").isEqualTo(3);

        scene.ask("patch", "service", "foreign", "-p", "{\"spec\":{\"type\":\"ClusterIP\"}}");
        await("one is no load balancer any more")
                .until(() -> server.metric(FINDINGS) == 1 && server.metric(STORED) == 2);
    }

    @Test
    void enforceRefusesItAndHindersNoController(Scene scene) {
        scene.nodes(Nodes.of("aws", 1), Nodes.of("scaleway", 1));
        Live live = Live.installed(scene, RULES.formatted("Warn"));
        live.serve();
        scene.applied(service("before", "LoadBalancer", OF_AWS, ""));
        scene.applied(service("inside", "ClusterIP", OF_AWS, ""));
        live.installed().rules(RULES.formatted("{mode: Enforce, platform: scaleway}"));
        await("the rules are in force")
                .until(() -> scene.apply(service("foreign", "LoadBalancer", OF_AWS, ""))
                                .exit()
                        != 0);

        assertThat(scene.apply(service("new", "LoadBalancer", OF_AWS, "")).stderr())
                .contains("denied the request: " + TOLD.formatted("new"));
        assertThat(scene.kubectl("patch", "service", "inside", "-p", "{\"spec\":{\"type\":\"LoadBalancer\"}}")
                        .stderr())
                .contains("denied the request: " + TOLD.formatted("inside"));
        scene.applied(service("own", "LoadBalancer", OF_SCALEWAY, ""));

        // As the controller of a cloud does it.
        for (String patch : new String[] {
            "{\"metadata\":{\"finalizers\":[\"service.kubernetes.io/load-balancer-cleanup\"]}}",
            "{\"metadata\":{\"annotations\":{\"service.beta.kubernetes.io/scw-loadbalancer-id\":\"fr-par-1/1\"}}}",
            "{\"metadata\":{\"finalizers\":null}}"
        }) {
            passes(scene, "--type=merge", "-p", patch);
        }
        passes(
                scene,
                "--type=merge",
                "--subresource=status",
                "-p",
                "{\"status\":{\"loadBalancer\":{\"ingress\":[{\"ip\":\"192.0.2.1\"}]}}}");
        scene.ask("delete", "service", "before");
    }

    private static void passes(Scene scene, String... patch) {
        String[] command = new String[patch.length + 3];
        command[0] = "patch";
        command[1] = "service";
        command[2] = "before";
        System.arraycopy(patch, 0, command, 3, patch.length);
        scene.ask(command);
    }

    /** What a user is told who applies it; it must not be refused. */
    private static String said(Scene scene, String manifest) {
        Result result = scene.apply(manifest);
        assertThat(result.exit()).as(result.stderr()).isZero();
        return result.stderr();
    }
}
