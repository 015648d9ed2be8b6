package io.kosmosadmission.kube;

import java.util.Map;

public record Namespace(String name, Map<String, String> labels) implements KubernetesObject {

    /** Set by the API server on every namespace. */
    public static final String NAME_LABEL = "kubernetes.io/metadata.name";

    public Namespace {
        labels = Map.copyOf(labels);
    }

    /** A namespace of which nothing but its name is known. */
    public static Namespace bare(String name) {
        return new Namespace(name, Map.of(NAME_LABEL, name));
    }
}
