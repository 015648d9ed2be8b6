package io.kosmosadmission.cli.review;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Optional;

/** An AdmissionReview as an API server would send it. */
public final class ReviewRequest {

    private static final JsonPointer REQUEST = JsonPointer.compile("/request");
    private static final String UID = "5f3c1f0e-0000-4000-8000-000000000001";

    private final byte[] bytes;
    private final JsonNode tree;

    private ReviewRequest(byte[] bytes, JsonNode tree) {
        this.bytes = bytes;
        this.tree = tree;
    }

    /** Returns the request in a body that came over the wire. */
    public static ReviewRequest ofBody(byte[] body) throws IOException {
        return new ReviewRequest(body, Trees.JSON.readTree(body));
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
        request.put("dryRun", false);
        return new ReviewRequest(Trees.json(review), review);
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
        return new ReviewRequest(Trees.json(other), other);
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
