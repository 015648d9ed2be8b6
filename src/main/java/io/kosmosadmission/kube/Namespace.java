package io.kosmosadmission.kube;

import java.util.Map;

/**
 * A namespace.
 *
 * @param tolerationsWhitelist which tolerations its pods may have
 */
public record Namespace(String name, Map<String, String> labels, TolerationsWhitelist tolerationsWhitelist)
        implements KubernetesObject {

    /** The label that the API server sets on every namespace; its value is the namespace's name. */
    public static final String NAME_LABEL = "kubernetes.io/metadata.name";

    public Namespace {
        labels = Map.copyOf(labels);
    }

    /** Returns a namespace of which only the name is known, with the name label alone. */
    public static Namespace bare(String name) {
        return new Namespace(name, Map.of(NAME_LABEL, name), TolerationsWhitelist.NONE);
    }
}
