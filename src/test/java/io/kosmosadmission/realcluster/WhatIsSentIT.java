package io.kosmosadmission.realcluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kosmosadmission.realcluster.installed.Installation;
import io.kosmosadmission.realcluster.objects.Manifests;
import io.kosmosadmission.realcluster.objects.Nodes;
import io.kosmosadmission.realcluster.scene.Claims;
import io.kosmosadmission.realcluster.scene.RealCluster;
import io.kosmosadmission.realcluster.scene.Scene;
import io.kosmosadmission.realcluster.webhooks.RecordingWebhook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The matchConditions of k8s/: what the webhook would only wave through is never sent to it. */
@ExtendWith(RealCluster.class)
class WhatIsSentIT {

    @Test
    void ofClaimsWhoeverSetsAClassOrAVolume(Scene scene) throws Exception {
        RecordingWebhook webhook = RecordingWebhook.start(scene);
        Installation.calling(webhook, scene);
        scene.applied(Claims.claim("bound", "storageClassName: " + scene.namespace()));
        scene.applied(Claims.claim("chosen", "storageClassName: \"\""));
        scene.applied(Claims.claim("later", ""));
        assertThat(webhook.asked(scene.namespace()))
                .containsExactly(
                        "validate CREATE persistentvolumeclaims bound",
                        "validate CREATE persistentvolumeclaims chosen",
                        "validate CREATE persistentvolumeclaims later");
        webhook.forget();

        scene.ask("annotate", "persistentvolumeclaim", "bound", "note=1");
        Claims.bind(scene, "bound", scene.namespace());
        Claims.makeDefault(scene, "later");
        scene.ask("patch", "pvc", "bound", "-p", "{\"metadata\":{\"finalizers\":[\"example.com/keep\"]}}");
        scene.ask(
                "patch",
                "pvc",
                "bound",
                "--type=json",
                "-p",
                "[{\"op\":\"remove\",\"path\":\"/metadata/finalizers\"}]");
        assertThat(webhook.asked(scene.namespace())).isEmpty();

        scene.ask("patch", "persistentvolumeclaim", "chosen", "-p", "{\"spec\":{\"volumeName\":\"nowhere\"}}");
        assertThat(webhook.asked(scene.namespace())).containsExactly("validate UPDATE persistentvolumeclaims chosen");
    }

    @Test
    void ofWorkloadsWhoeverAsksForMorePods(Scene scene) throws Exception {
        RecordingWebhook webhook = RecordingWebhook.start(scene);
        Installation.calling(webhook, scene);
        scene.applied(Manifests.deployment("web", 0, ""));
        scene.applied(Manifests.deployment("web", 2, ""));
        scene.applied(Manifests.deployment("web", 1, ""));
        scene.ask("scale", "deployment", "web", "--replicas=3");
        scene.ask("create", "job", "run", "--image", "app:1");
        scene.ask("patch", "job", "run", "-p", "{\"spec\":{\"parallelism\":0}}");
        scene.ask("patch", "job", "run", "-p", "{\"spec\":{\"parallelism\":1}}");
        scene.ask("create", "cronjob", "report", "--image", "app:1", "--schedule", "0 0 1 1 *");
        scene.ask("patch", "cronjob", "report", "-p", "{\"spec\":{\"suspend\":true}}");
        scene.ask("patch", "cronjob", "report", "-p", "{\"spec\":{\"suspend\":false}}");

        assertThat(webhook.asked(scene.namespace()))
                .filteredOn(review -> review.startsWith("validate") && !review.contains(" pods "))
                .containsExactly(
                        "validate CREATE deployments web",
                        "validate UPDATE deployments web",
                        "validate CREATE jobs run",
                        "validate UPDATE jobs run",
                        "validate CREATE cronjobs report",
                        "validate UPDATE cronjobs report");
    }

    @Test
    void ofWorkloadsWhoeverSetsATemplate(Scene scene) throws Exception {
        RecordingWebhook webhook = RecordingWebhook.start(scene);
        Installation.calling(webhook, scene);
        scene.applied(Manifests.deployment("web", 0, ""));
        scene.ask("annotate", "deployment", "web", "note=1");
        scene.ask("patch", "deployment", "web", "-p", "{\"spec\":{\"paused\":true}}");
        scene.ask("patch", "deployment", "web", "-p", "{\"spec\":{\"paused\":false}}");
        // Its controller has written all it will: a conflict would have us asked twice.
        scene.ask("rollout", "status", "deployment/web", "--timeout=180s");
        scene.ask("set", "image", "deployment/web", "main=app:2");
        scene.ask("rollout", "status", "deployment/web", "--timeout=180s");

        scene.ask("create", "cronjob", "report", "--image", "app:1", "--schedule", "0 0 1 1 *");
        scene.ask("patch", "cronjob", "report", "-p", "{\"spec\":{\"suspend\":true}}");
        scene.ask("patch", "cronjob", "report", "-p", "{\"spec\":{\"jobTemplate\":{\"spec\":{\"parallelism\":2}}}}");

        scene.applied(Manifests.deployment("alone", 0, "").replace("kind: Deployment", "kind: ReplicaSet"));
        scene.ask("label", "replicaset", "alone", "note=1");
        String web = scene.ask("get", "deployment", "web", "-o", "jsonpath={.metadata.uid}");
        scene.applied(Manifests.deployment("set", 0, "")
                .replace("kind: Deployment", "kind: StatefulSet")
                .replace(
                        "{name: set}",
                        "{name: set, ownerReferences: [{apiVersion: apps/v1, kind: Deployment, name: web,"
                                + " controller: true, uid: " + web + "}]}"));
        scene.ask("label", "statefulset", "set", "note=1");

        assertThat(webhook.asked(scene.namespace()))
                .containsExactly(
                        "validate CREATE deployments web",
                        "validate UPDATE deployments web",
                        "validate CREATE cronjobs report",
                        "validate UPDATE cronjobs report",
                        "validate CREATE replicasets alone",
                        "validate CREATE statefulsets set");
    }

    @Test
    void ofJobsThoseThatNoCronJobMakes(Scene scene) throws Exception {
        RecordingWebhook webhook = RecordingWebhook.start(scene);
        Installation.calling(webhook, scene);
        scene.ask("create", "cronjob", "report", "--image", "app:1", "--schedule", "0 0 1 1 *");
        webhook.forget();

        scene.ask("create", "job", "run", "--from=cronjob/report");
        scene.ask("create", "job", "own", "--image", "app:1");
        await("both have a pod")
                .untilAsserted(() -> assertThat(webhook.asked(scene.namespace()))
                        .contains("mutate CREATE pods -")
                        .hasSize(5));

        assertThat(webhook.asked(scene.namespace()))
                .filteredOn(review -> review.contains(" jobs "))
                .containsExactly("validate CREATE jobs own");
    }

    @Test
    void ofPodsNotThoseThatAreMadeForANode(Scene scene) throws Exception {
        scene.nodes(Nodes.of("aws", 1));
        RecordingWebhook webhook = RecordingWebhook.start(scene);
        Installation.calling(webhook, scene);
        scene.applied(Manifests.pod("plain", ""));
        scene.applied(Manifests.pod("placed", "nodeName: aws-1"));
        scene.applied(Manifests.pod("mirror", "nodeName: aws-1")
                .replace("name: mirror,", "name: mirror, annotations: {kubernetes.io/config.mirror: x},"));
        scene.applied(Manifests.pod("pretender", "")
                .replace(
                        "name: pretender,",
                        "name: pretender, ownerReferences: [{apiVersion: apps/v1, kind: DaemonSet, name: agent,"
                                + " controller: true, uid: " + daemonSet(scene) + "}],"));
        scene.ask("rollout", "status", "daemonset/agent", "--timeout=180s");

        assertThat(webhook.asked(scene.namespace()))
                .containsExactly(
                        "mutate CREATE pods plain",
                        "validate CREATE pods plain",
                        "validate CREATE pods placed",
                        "validate CREATE daemonsets agent",
                        "mutate CREATE pods pretender",
                        "validate CREATE pods pretender");
    }

    @Test
    void ofPodsThatAreUpdatedThoseThatMayLackWhatTheyWereGivenAndTheirNewTolerations(Scene scene) throws Exception {
        scene.nodes(Nodes.of("aws", 1));
        String placed = "annotations: {kosmos-admission.io/placed-by: default},";
        String own = "tolerations: [{key: own, operator: Exists}]";
        String more = "tolerations: [{key: own, operator: Exists}, {key: more, operator: Exists}]";
        scene.applied(Manifests.pod("placed", more).replace("name: placed,", "name: placed, " + placed));
        scene.applied(Manifests.pod("plain", more));
        RecordingWebhook webhook = RecordingWebhook.start(scene);
        Installation.calling(webhook, scene);
        for (String pod : new String[] {"placed", "plain"}) {
            scene.ask("label", "pod", pod, "note=1");
            scene.ask("set", "image", "pod/" + pod, "main=app:2");
            scene.ask("patch", "pod", pod, "--subresource=status", "-p", "{\"status\":{\"message\":\"x\"}}");
            // The API server refuses it in the end.
            scene.apply(Manifests.pod(pod, own));
        }
        scene.ask("patch", "pod", "placed", "--type=json", "-p", toleration("/spec/tolerations/-"));

        assertThat(webhook.asked(scene.namespace()))
                .containsExactly("mutate UPDATE pods placed", "validate UPDATE pods placed");
    }

    private static String toleration(String path) {
        return "[{\"op\":\"add\",\"path\":\"" + path + "\",\"value\":{\"key\":\"x\",\"operator\":\"Exists\"}}]";
    }

    @Test
    void ofServicesLoadBalancersOfOtherWordsThanBefore(Scene scene) throws Exception {
        RecordingWebhook webhook = RecordingWebhook.start(scene);
        Installation.calling(webhook, scene);
        scene.ask("create", "service", "clusterip", "inside", "--tcp=80");
        scene.ask("annotate", "service", "inside", "note=1");
        scene.ask("create", "service", "loadbalancer", "web", "--tcp=80");
        scene.ask("label", "service", "web", "note=1");
        scene.ask("patch", "service", "web", "-p", "{\"spec\":{\"externalTrafficPolicy\":\"Local\"}}");
        scene.ask(
                "patch",
                "service",
                "web",
                "--subresource=status",
                "--type=merge",
                "-p",
                "{\"status\":{\"loadBalancer\":{\"ingress\":[{\"ip\":\"192.0.2.1\"}]}}}");
        assertThat(webhook.asked(scene.namespace())).containsExactly("validate CREATE services web");
        webhook.forget();

        scene.ask("annotate", "service", "web", "note=1");
        scene.ask("annotate", "service", "web", "note-");
        scene.ask("patch", "service", "inside", "-p", "{\"spec\":{\"type\":\"LoadBalancer\"}}");
        scene.ask("patch", "service", "inside", "-p", "{\"spec\":{\"type\":\"ClusterIP\"}}");
        assertThat(webhook.asked(scene.namespace()))
                .containsExactly(
                        "validate UPDATE services web",
                        "validate UPDATE services web",
                        "validate UPDATE services inside");
    }

    @Test
    void ofOurOwnNamespaceAndTheSystemsTheRulesAlone(Scene scene) throws Exception {
        RecordingWebhook webhook = RecordingWebhook.start(scene);
        Installation.calling(webhook, scene);
        for (String namespace : new String[] {Installation.NAMESPACE, "kube-system", "kube-node-lease"}) {
            String claim = Claims.claim("data", "").replace("name: data", "name: data, namespace: " + namespace);
            assertThat(scene.plane()
                            .kubectlWith(claim, "create", "--dry-run=server", "-f", "-")
                            .exit())
                    .isZero();
        }
        String own = "--namespace=" + Installation.NAMESPACE;
        scene.plane().ask("annotate", own, "configmap", "kosmos-admission-rules", "note=1");
        scene.plane().ask("annotate", own, "configmap", "kosmos-admission-last-good", "note=1");
        scene.plane().ask("delete", own, "configmap", "kosmos-admission-rules");
        scene.plane().ask("create", own, "configmap", "kosmos-admission-rules", "--from-literal=rules.yaml=x");
        scene.ask("create", "configmap", "kosmos-admission-rules");

        assertThat(webhook.asked(Installation.NAMESPACE))
                .containsExactly(
                        "validate UPDATE configmaps kosmos-admission-rules",
                        "validate CREATE configmaps kosmos-admission-rules");
        assertThat(webhook.asked("kube-system")).isEmpty();
        assertThat(webhook.asked("kube-node-lease")).isEmpty();
        assertThat(webhook.asked(scene.namespace())).isEmpty();
    }

    private static String daemonSet(Scene scene) {
        scene.applied(Manifests.deployment("agent", 1, "")
                .replace("kind: Deployment", "kind: DaemonSet")
                .replace("  replicas: 1\n", ""));
        return scene.ask("get", "daemonset", "agent", "-o", "jsonpath={.metadata.uid}");
    }
}
