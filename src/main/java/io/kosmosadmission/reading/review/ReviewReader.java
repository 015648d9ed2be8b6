package io.kosmosadmission.reading.review;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.kosmosadmission.admission.AdmissionRequest;
import io.kosmosadmission.admission.Operation;
import io.kosmosadmission.admission.ProposedRules;
import io.kosmosadmission.kube.Node;
import io.kosmosadmission.kube.ReviewedObject;
import io.kosmosadmission.kube.WorkloadKind;
import io.kosmosadmission.reading.RulesConfigMap;
import io.kosmosadmission.reading.UnreadableException;
import io.kosmosadmission.reading.objects.ClaimReader;
import io.kosmosadmission.reading.objects.NodeReader;
import io.kosmosadmission.reading.objects.PodReader;
import io.kosmosadmission.reading.objects.ServiceReader;
import io.kosmosadmission.reading.objects.Shape;
import io.kosmosadmission.reading.objects.WorkloadReader;
import java.io.IOException;
import java.util.Optional;

/**
 * Reads one AdmissionReview in one pass over its bytes. API servers send the kind before the object, so the object is
 * read on the way; if the object comes first, its position is noted, and it is read afterwards.
 */
public final class ReviewReader {

    private final JsonFactory json;
    private final byte[] body;
    private final boolean readResources;

    private String apiVersion = "";
    private String reviewKind = "";
    private boolean hasRequest;
    private String uid = "";
    private String group = "";
    private String version = "";
    private String kind = "";
    private String subresource = "";
    private String namespace = "";
    private String name = "";
    private Optional<Operation> operation = Optional.empty();
    private boolean dryRun;
    private boolean hasKind;
    private Place objectPlace = Place.NOWHERE;
    private Place oldObjectPlace = Place.NOWHERE;
    private Optional<ReviewedObject> object = Optional.empty();
    private Optional<ReviewedObject> oldObject = Optional.empty();
    private Optional<ProposedRules> rules = Optional.empty();
    private Optional<Node> node = Optional.empty();

    /** The position of an object in the body, in bytes: start inclusive, end exclusive. */
    private record Place(int start, int end) {
        static final Place NOWHERE = new Place(0, 0);
    }

    public ReviewReader(JsonFactory json, byte[] body, boolean readResources) {
        this.json = json;
        this.body = body;
        this.readResources = readResources;
    }

    public AdmissionRequest read() throws UnreadableException {
        try (JsonParser parser = json.createParser(body)) {
            parser.nextToken();
            if (parser.currentToken() != JsonToken.START_OBJECT) {
                throw new UnreadableException("not an AdmissionReview: the body must be a JSON object");
            }
            if (parser.currentLocation().getByteOffset() < 0) { // the parser counts bytes of UTF-8 only
                throw new UnreadableException("not an AdmissionReview: JSON must be in UTF-8");
            }
            review(parser);
            if (parser.nextToken() != null) {
                throw new UnreadableException("not an AdmissionReview: something follows the JSON object");
            }
            check();
            object = object.isPresent() ? object : readAt(objectPlace, false);
            oldObject = oldObject.isPresent() ? oldObject : readAt(oldObjectPlace, true);
        } catch (JsonProcessingException broken) {
            throw new UnreadableException("not JSON that can be read: " + broken.getOriginalMessage(), broken);
        } catch (UnreadableException wrong) {
            throw wrong;
        } catch (IOException impossible) {
            throw new UnreadableException("not readable", impossible);
        }
        return new AdmissionRequest(
                uid,
                group,
                kind,
                subresource,
                namespace,
                name,
                operation.orElseThrow(),
                dryRun,
                object,
                oldObject,
                rules,
                node);
    }

    private void review(JsonParser parser) throws IOException {
        for (String field = Shape.nextField(parser); field != null; field = Shape.nextField(parser)) {
            switch (field) {
                case "apiVersion" -> apiVersion = Shape.string(parser);
                case "kind" -> reviewKind = Shape.string(parser);
                case "request" -> {
                    hasRequest = Shape.isObject(parser);
                    if (hasRequest) {
                        request(parser);
                    }
                }
                default -> parser.skipChildren();
            }
        }
    }

    private void check() throws UnreadableException {
        if (!reviewKind.equals("AdmissionReview")) {
            throw new UnreadableException("not an AdmissionReview: kind is \"" + reviewKind + "\"");
        }
        if (!apiVersion.equals("admission.k8s.io/v1")) {
            throw new UnreadableException(
                    "AdmissionReview of version \"" + apiVersion + "\": only admission.k8s.io/v1 is understood");
        }
        if (!hasRequest) {
            throw new UnreadableException("AdmissionReview without a request");
        }
        if (uid.isEmpty()) {
            throw new UnreadableException("AdmissionReview without request.uid");
        }
        if (operation.isEmpty()) {
            throw new UnreadableException("AdmissionReview without request.operation");
        }
    }

    private void request(JsonParser parser) throws IOException {
        for (String field = Shape.nextField(parser); field != null; field = Shape.nextField(parser)) {
            switch (field) {
                case "uid" -> uid = Shape.string(parser);
                case "kind" -> groupVersionKind(parser);
                case "subResource" -> subresource = Shape.string(parser);
                case "namespace" -> namespace = Shape.string(parser);
                case "name" -> name = Shape.string(parser);
                case "operation" ->
                    operation = Optional.of(
                            Shape.oneOf(parser, Operation.class, () -> "CREATE, UPDATE, DELETE or CONNECT"));
                case "dryRun" -> dryRun = Shape.truth(parser);
                case "object" -> {
                    if (hasKind) {
                        object = object(parser, false);
                    } else {
                        objectPlace = skipped(parser);
                    }
                }
                case "oldObject" -> {
                    if (hasKind) {
                        oldObject = object(parser, true);
                    } else {
                        oldObjectPlace = skipped(parser);
                    }
                }
                default -> parser.skipChildren();
            }
        }
    }

    private void groupVersionKind(JsonParser parser) throws IOException {
        if (!Shape.isObject(parser)) {
            return;
        }
        for (String field = Shape.nextField(parser); field != null; field = Shape.nextField(parser)) {
            switch (field) {
                case "group" -> group = Shape.string(parser);
                case "version" -> version = Shape.string(parser);
                case "kind" -> kind = Shape.string(parser);
                default -> parser.skipChildren();
            }
        }
        hasKind = true;
    }

    private static Place skipped(JsonParser parser) throws IOException {
        int start = (int) parser.currentTokenLocation().getByteOffset();
        parser.skipChildren();
        return new Place(start, (int) parser.currentLocation().getByteOffset());
    }

    private Optional<ReviewedObject> readAt(Place place, boolean isOld) throws IOException {
        if (place.equals(Place.NOWHERE)) {
            return Optional.empty();
        }
        try (JsonParser parser = json.createParser(body, place.start(), place.end() - place.start())) {
            parser.nextToken();
            return object(parser, isOld);
        } catch (UnreadableException wrong) {
            // The path that this parser reports begins at the object.
            throw new UnreadableException(
                    (isOld ? "/request/oldObject" : "/request/object") + wrong.getMessage(), wrong);
        }
    }

    private Optional<ReviewedObject> object(JsonParser parser, boolean isOld) throws IOException {
        boolean isThere = Shape.isObject(parser);
        if (!isThere) {
            return Optional.empty();
        }
        Optional<WorkloadKind> workload = WorkloadKind.of(group, kind);
        if (!version.equals("v1")) {
            parser.skipChildren();
            return Optional.empty();
        }
        if (group.isEmpty() && kind.equals("Pod")) {
            return Optional.of(PodReader.reviewed(parser, readResources).inNamespace(namespace));
        }
        if (group.isEmpty() && kind.equals("PersistentVolumeClaim")) {
            return Optional.of(ClaimReader.read(parser).inNamespace(namespace));
        }
        if (group.isEmpty() && kind.equals("Service")) {
            return Optional.of(ServiceReader.read(parser).inNamespace(namespace));
        }
        if (workload.isPresent()) {
            return Optional.of(
                    WorkloadReader.read(parser, workload.get(), readResources).inNamespace(namespace));
        }
        if (group.isEmpty() && kind.equals("ConfigMap") && RulesConfigMap.is(namespace, name) && !isOld) {
            rules = Optional.of(RulesConfigMap.proposed(parser));
            return Optional.empty();
        }
        if (group.isEmpty() && kind.equals("Node") && !isOld) {
            node = Optional.of(NodeReader.node(parser));
            return Optional.empty();
        }
        parser.skipChildren();
        return Optional.empty();
    }
}
