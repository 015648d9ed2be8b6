package io.kosmosadmission.realcluster.server;

import static org.awaitility.Awaitility.await;

import io.kosmosadmission.build.Script.Result;
import io.kosmosadmission.realcluster.plane.ControlPlane;
import java.util.Base64;

/**
 * Tells the API server to call a server on this machine for the namespaces of one scene. Unlike what k8s/ installs,
 * failures are refusals: a webhook that isn't served must be seen.
 */
public record WebhookRegistration(ControlPlane plane, String namespace) implements AutoCloseable {
    private static final String NAME = "zz-kosmos-admission-test";

    /** Returns once the API server does call it. */
    public static WebhookRegistration of(ControlPlane plane, String namespace, PackagedServer server) {
        WebhookRegistration registration = unawaited(plane, namespace, server.url(""), server.authority());
        try {
            await("the API server calls the webhook").until(registration::isCalled);
            return registration;
        } catch (RuntimeException e) {
            registration.close();
            throw e;
        }
    }

    /** Without asking whether anyone is there. */
    public static WebhookRegistration unawaited(ControlPlane plane, String namespace, String url, byte[] authority) {
        plane.apply(manifests(namespace, url, Base64.getEncoder().encodeToString(authority)));
        return new WebhookRegistration(plane, namespace);
    }

    @Override
    public void close() {
        plane.ask("delete", "mutatingwebhookconfiguration,validatingwebhookconfiguration", NAME);
    }

    private boolean isCalled() {
        Result probe = plane.kubectl(
                "run", "probe", "-n", namespace, "--image", "app:1", "--restart", "Never", "--dry-run=server");
        String metrics = plane.ask("get", "--raw", "/metrics");
        return probe.exit() == 0
                && metrics.lines()
                                .filter(line -> line.startsWith("apiserver_admission_webhook_request_total{"))
                                .filter(line ->
                                        line.contains("code=\"200\"") && line.contains("pods." + namespace + "."))
                                .count()
                        == 2;
    }

    private static String manifests(String namespace, String url, String authority) {
        return """
                apiVersion: admissionregistration.k8s.io/v1
                kind: MutatingWebhookConfiguration
                metadata: {name: %1$s}
                webhooks:
                - name: pods.%2$s.mutate.kosmos-admission.io
                  clientConfig: {url: "%3$s/mutate", caBundle: %4$s}
                  namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: %2$s}}
                  rules:
                  - {apiGroups: [""], apiVersions: [v1], resources: [pods], operations: [CREATE]}
                  admissionReviewVersions: [v1]
                  failurePolicy: Fail
                  matchPolicy: Equivalent
                  reinvocationPolicy: IfNeeded
                  sideEffects: None
                  timeoutSeconds: 30
                ---
                apiVersion: admissionregistration.k8s.io/v1
                kind: ValidatingWebhookConfiguration
                metadata: {name: %1$s}
                webhooks:
                - name: pods.%2$s.validate.kosmos-admission.io
                  clientConfig: {url: "%3$s/validate", caBundle: %4$s}
                  namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: %2$s}}
                  rules:
                  - {apiGroups: [""], apiVersions: [v1], resources: [pods], operations: [CREATE]}
                  - {apiGroups: [""], apiVersions: [v1], resources: [persistentvolumeclaims], operations: [CREATE, UPDATE]}
                  - apiGroups: [apps]
                    apiVersions: [v1]
                    resources: [deployments, statefulsets, daemonsets, replicasets]
                    operations: [CREATE, UPDATE]
                  - {apiGroups: [batch], apiVersions: [v1], resources: [jobs, cronjobs], operations: [CREATE, UPDATE]}
                  admissionReviewVersions: [v1]
                  failurePolicy: Fail
                  matchPolicy: Equivalent
                  sideEffects: None
                  timeoutSeconds: 30
                """.formatted(NAME, namespace, url, authority);
    }
}
