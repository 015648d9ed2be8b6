package io.kosmosadmission.cli.review;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kosmosadmission.admission.TemplatePods;
import io.kosmosadmission.kube.ObjectMeta;
import io.kosmosadmission.kube.OwnerReference;
import io.kosmosadmission.kube.PersistentVolumeClaim;
import io.kosmosadmission.kube.Workload;

/**
 * Makes the pod that a workload would give, with all fields of the template. It shows the pod that {@link TemplatePods}
 * makes for decisions.
 */
final class TemplatePodTree {

    private static final String TEMPLATE = "/spec/template";
    private static final String TEMPLATE_OF_JOBS = "/spec/jobTemplate/spec/template";

    private TemplatePodTree() {}

    /** Returns the pod. manifest is the one that the workload was read from. */
    static ObjectNode of(Workload workload, JsonNode manifest) {
        ObjectMeta metadata = TemplatePods.of(workload, workload.firstOrdinal()).metadata();
        JsonNode jobs = manifest.at(TEMPLATE_OF_JOBS);
        JsonNode template = jobs.isMissingNode() ? manifest.at(TEMPLATE) : jobs;
        ObjectNode pod = JsonNodeFactory.instance.objectNode();
        pod.put("apiVersion", "v1").put("kind", "Pod");
        pod.set("metadata", metadata(metadata, template.path("metadata")));
        pod.set("spec", template.path("spec").isObject() ? template.path("spec").deepCopy() : pod.objectNode());
        addClaims(workload, metadata.name(), (ObjectNode) pod.get("spec"));
        return pod;
    }

    private static ObjectNode metadata(ObjectMeta completed, JsonNode written) {
        ObjectNode metadata = written.isObject() ? written.deepCopy() : JsonNodeFactory.instance.objectNode();
        metadata.remove("name");
        metadata.remove("generateName");
        if (completed.name().isEmpty()) {
            metadata.put("generateName", completed.generateName());
        } else {
            metadata.put("name", completed.name());
        }
        metadata.put("namespace", completed.namespace());
        ObjectNode labels = metadata.objectNode();
        completed.labels().forEach(labels::put);
        metadata.set("labels", labels);
        ArrayNode owners = metadata.putArray("ownerReferences");
        for (OwnerReference owner : completed.ownerReferences()) {
            owners.addObject()
                    .put("apiVersion", owner.apiVersion())
                    .put("kind", owner.kind())
                    .put("name", owner.name())
                    .put("controller", owner.controller());
        }
        return metadata;
    }

    // As in the controller, the claim of a template takes the place of a volume of its name.
    private static void addClaims(Workload set, String podName, ObjectNode spec) {
        if (set.volumeClaimTemplates().isEmpty()) {
            return;
        }
        ArrayNode volumes = spec.arrayNode();
        spec.path("volumes").forEach(volumes::add);
        for (PersistentVolumeClaim template : set.volumeClaimTemplates()) {
            String name = template.metadata().name();
            for (int i = volumes.size() - 1; i >= 0; i--) {
                if (volumes.get(i).path("name").asText().equals(name)) {
                    volumes.remove(i);
                }
            }
            volumes.addObject()
                    .put("name", name)
                    .putObject("persistentVolumeClaim")
                    .put("claimName", TemplatePods.claimName(template, podName));
        }
        spec.set("volumes", volumes);
    }
}
