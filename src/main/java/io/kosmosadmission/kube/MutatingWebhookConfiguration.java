package io.kosmosadmission.kube;

/** Which webhooks the API server calls to change objects. Findings and Events name it; it is never read into a record. */
public interface MutatingWebhookConfiguration extends KubernetesObject {}
