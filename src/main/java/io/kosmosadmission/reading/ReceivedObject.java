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
 * One object as the API server sent it, as an item of a list, in a watch event, or alone: what names it, and what decisions
 * read of it.
 *
 * @param namespace empty for objects of the whole cluster
 * @param object absent where it isn't of the shape that its kind must have
 * @param unreadable why the object is absent; else empty
 */
public record ReceivedObject<T>(
        String namespace, String name, String resourceVersion, Optional<T> object, String unreadable) {

    /**
     * Reads one object, the parser standing on its start, and leaves the parser on its end. An object that can't be read must
     * not hold up all others, so that is no exception here; broken JSON is one.
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
