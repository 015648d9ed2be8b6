package io.kosmosadmission.cli.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kosmosadmission.admission.ClusterState;
import io.kosmosadmission.admission.PlacementAnnotations;
import io.kosmosadmission.cli.review.ManifestReview;
import io.kosmosadmission.config.Configuration;
import io.kosmosadmission.config.Mode;
import io.kosmosadmission.config.Rule;
import io.kosmosadmission.console.ExistingObject;
import io.kosmosadmission.console.Reviewed;
import io.kosmosadmission.inventory.Inventory;
import io.kosmosadmission.kube.Kind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Reviews an object that is there as if it were created now, by the rule that holds for it and by the others. */
final class ObjectReview {

    /** Of other rules; each has the whole state made anew. */
    private static final int MOST_RULES = 10;

    private static final List<String> OF_THE_SERVER =
            List.of("uid", "resourceVersion", "generation", "creationTimestamp", "managedFields", "selfLink");

    private final ClusterState state;
    private final Mode maxMode;

    ObjectReview(ClusterState state, Mode maxMode) {
        this.state = state;
        this.maxMode = maxMode;
    }

    ExistingObject of(Kind<?> kind, String namespace, ObjectNode object) throws IOException {
        String name = object.at("/metadata/name").asText();
        JsonNode annotations = object.at("/metadata/annotations");
        String node = kind == Kind.POD ? object.at("/spec/nodeName").asText() : "";
        JsonNode owner = owner(object);
        String placedBy = annotations.path(PlacementAnnotations.PLACED_BY).asText();
        ObjectNode created = asCreated(kind, namespace, object);
        Reviewed reviewed = ReviewedText.of(ManifestReview.one(created, state, maxMode));
        boolean isPlacedAnew = kind != Kind.PERSISTENT_VOLUME_CLAIM && placedBy.isEmpty() && owner.isMissingNode();
        return new ExistingObject(
                kind.name(),
                namespace,
                name,
                node,
                state.inventory().providers().ofNode(node).orElse(""),
                placedBy,
                annotations.path(PlacementAnnotations.PLACED).asText(),
                owner.path("kind").asText(),
                owner.path("name").asText(),
                kind == Kind.PERSISTENT_VOLUME_CLAIM ? users(namespace, name) : List.of(),
                reviewed,
                isPlacedAnew ? otherRules(created, reviewed.rule()) : List.of());
    }

    private static JsonNode owner(ObjectNode object) {
        for (JsonNode owner : object.at("/metadata/ownerReferences")) {
            if (owner.path("controller").asBoolean()) {
                return owner;
            }
        }
        return object.path("metadata").path("no controller");
    }

    /** Takes away what the API server, the scheduler and the controllers have written. */
    private static ObjectNode asCreated(Kind<?> kind, String namespace, ObjectNode object) {
        ObjectNode created = object.deepCopy();
        created.remove("status");
        ObjectNode metadata = created.withObjectProperty("metadata");
        metadata.remove(OF_THE_SERVER);
        metadata.put("namespace", namespace);
        if (kind == Kind.POD && created.path("spec").isObject()) {
            created.withObjectProperty("spec").remove("nodeName");
        }
        return created;
    }

    private List<String> users(String namespace, String claim) {
        Inventory inventory = state.inventory();
        List<String> users = new ArrayList<>();
        inventory.podsOfClaim(namespace, claim).forEach(pod -> users.add("pod \"" + pod.name() + "\""));
        inventory
                .workloadsOfClaim(namespace, claim)
                .forEach(workload ->
                        users.add(Kind.of(workload.kind()).keyOf(workload).toString()));
        return users;
    }

    private List<ExistingObject.OtherRule> otherRules(ObjectNode created, String own) throws IOException {
        List<ExistingObject.OtherRule> others = new ArrayList<>();
        Configuration configuration = state.configuration();
        for (Rule rule : configuration.rules()) {
            if (!rule.name().equals(own) && others.size() < MOST_RULES) {
                Configuration alone = configuration.withRules(List.of(rule.forEveryPod()));
                ClusterState other = new ClusterState(alone, state.inventory().with(alone));
                others.add(new ExistingObject.OtherRule(
                        rule.name(), ReviewedText.of(ManifestReview.one(created, other, maxMode))));
            }
        }
        return others;
    }
}
