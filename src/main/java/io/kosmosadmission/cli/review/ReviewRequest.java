package io.kosmosadmission.cli.review;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kosmosadmission.admission.PlacementAnnotations;
import java.io.IOException;
import java.util.Optional;

/** An AdmissionReview as an API server would send it. */
public final class ReviewRequest {

    private static final JsonPointer REQUEST = JsonPointer.compile("/request");
    private static final JsonPointer METADATA = JsonPointer.compile("/request/object/metadata");
    private static final String UID = "5f3c1f0e-0000-4000-8000-000000000001";

    private final byte[] bytes;
    private final JsonNode tree;
    /** What a CREATE sent at first; empty for an UPDATE, and for a body that came as it is. */
    private final Optional<JsonNode> created;

    private ReviewRequest(byte[] bytes, JsonNode tree, Optional<JsonNode> created) {
        this.bytes = bytes;
        this.tree = tree;
        this.created = created;
    }

    /** Returns the request in a body that came over the wire. */
    public static ReviewRequest ofBody(byte[] body) throws IOException {
        return new ReviewRequest(body, Trees.JSON.readTree(body), Optional.empty());
    }

    /** Returns a CREATE, or an UPDATE if there is an old object. user is the request's userInfo. */
    public static ReviewRequest of(
            ObjectNode object, Optional<ObjectNode> old, Optional<ObjectNode> user, String namespace) {
        ObjectNode review = JsonNodeFactory.instance.objectNode();
        review.put("apiVersion", "admission.k8s.io/v1").put("kind", "AdmissionReview");
        ObjectNode request = review.putObject("request");
        request.put("uid", UID);
        ManifestKind kind = ManifestKind.of(object);
        request.putObject("kind")
                .put("group", kind.group())
                .put("version", kind.version())
                .put("kind", kind.kind());
        request.put("name", object.at("/metadata/name").asText());
        request.put("namespace", namespace);
        request.put("operation", old.isPresent() ? "UPDATE" : "CREATE");
        request.set("userInfo", user.orElseGet(() -> nobodySpecial()));
        request.set("object", object);
        request.set("oldObject", old.<JsonNode>map(it -> it).orElseGet(JsonNodeFactory.instance::nullNode));
        request.put("dryRun", true); // a question: nothing is stored
        return old.isPresent()
                ? new ReviewRequest(Trees.json(review), review, Optional.empty())
                : new ReviewRequest(Trees.json(noting(review, object)), review, Optional.of(object));
    }

    /**
     * Returns the review with a note of the annotation by which the object tells a placement, if it brings that: API
     * servers note in managedFields what a request says before they call webhooks.
     */
    private static JsonNode noting(ObjectNode review, JsonNode created) {
        if (!created.at("/metadata/annotations").has(PlacementAnnotations.PLACED)) {
            return review;
        }
        ObjectNode noted = review.deepCopy();
        ((ObjectNode) noted.at(METADATA))
                .withArray("/managedFields")
                .addObject()
                .put("operation", "Update")
                .withObject("/fieldsV1/f:metadata/f:annotations")
                .putObject("f:" + PlacementAnnotations.PLACED);
        return noted;
    }

    private static ObjectNode nobodySpecial() {
        ObjectNode user = JsonNodeFactory.instance.objectNode().put("username", "someone");
        user.putArray("groups").add("system:authenticated");
        return user;
    }

    /** Returns this request with another object, as an API server sends it after a patch. */
    public ReviewRequest withObject(JsonNode object) {
        ObjectNode other = tree.deepCopy();
        ((ObjectNode) other.at(REQUEST)).set("object", object);
        return new ReviewRequest(
                Trees.json(created.map(own -> noting(other, own)).orElse(other)), other, created);
    }

    byte[] bytes() {
        return bytes;
    }

    String uid() {
        return tree.at(REQUEST).path("uid").asText();
    }

    /** Returns the object before an UPDATE; null or missing where there is none. */
    public JsonNode oldObject() {
        return tree.at(REQUEST).path("oldObject");
    }

    public JsonNode object() {
        return tree.at(REQUEST).path("object");
    }
}
