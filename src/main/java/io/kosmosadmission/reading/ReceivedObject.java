package io.kosmosadmission.reading;

import com.fasterxml.jackson.core.JsonParser;
import io.kosmosadmission.kube.Kind;
import io.kosmosadmission.kube.KubernetesObject;
import io.kosmosadmission.reading.objects.MetadataTap;
import io.kosmosadmission.reading.objects.ObjectReaders;
import io.kosmosadmission.reading.objects.Shape;
import java.io.IOException;
import java.util.Optional;

/**
 * One object as the API server sent it, alone, as an item of a list, or in a watch event: its namespace, name and
 * version, and what decisions read of it.
 *
 * @param namespace empty for objects of the whole cluster
 * @param object empty where it doesn't have the shape of its kind
 * @param unreadable why the object is empty; else an empty string
 */
public record ReceivedObject<T>(
        String namespace, String name, String resourceVersion, Optional<T> object, String unreadable) {

    /**
     * Reads one object: the parser stands on its start, and is left on its end. An object of the wrong shape is not an
     * exception, so that it doesn't hold up all others; broken JSON is one.
     */
    public static <T extends KubernetesObject> ReceivedObject<T> read(Kind<T> kind, JsonParser parser)
            throws IOException {
        Shape.ElementReader<T> reader =
                ObjectReaders.of(kind).orElseThrow(() -> new IllegalArgumentException("no reader of " + kind));
        MetadataTap tap = new MetadataTap(parser);
        try {
            T object = reader.read(tap);
            return new ReceivedObject<>(tap.namespace(), tap.name(), tap.resourceVersion(), Optional.of(object), "");
        } catch (UnreadableException wrong) {
            tap.finish();
            return new ReceivedObject<>(
                    tap.namespace(), tap.name(), tap.resourceVersion(), Optional.empty(), wrong.getMessage());
        }
    }
}
