package io.kosmosadmission.console.pages;

import io.kosmosadmission.kube.ObjectKey;
import io.kosmosadmission.kube.WorkloadKind;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An object for people, and the path of its page.
 *
 * @param path empty where it has no page
 */
public record ObjectLink(String text, String path) {

    static final String POD = "Pod";
    static final String CLAIM = "PersistentVolumeClaim";

    /** The kinds whose objects have a page. */
    static final Set<String> KINDS = Stream.concat(
                    Stream.of(POD, CLAIM), Arrays.stream(WorkloadKind.values()).map(WorkloadKind::name))
            .collect(Collectors.toUnmodifiableSet());

    static ObjectLink of(ObjectKey key) {
        return of(key.kind().name(), key.namespace(), key.name());
    }

    static ObjectLink of(String kind, String namespace, String name) {
        String text = (namespace.isEmpty() ? "" : namespace + "/") + name + " (" + kind + ")";
        return new ObjectLink(text, KINDS.contains(kind) && !namespace.isEmpty() ? path(kind, namespace, name) : "");
    }

    static String path(String kind, String namespace, String name) {
        return "/object/" + encoded(kind) + "/" + encoded(namespace) + "/" + encoded(name);
    }

    private static String encoded(String part) {
        return URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
