package io.kosmosadmission.manifests;

import static io.kosmosadmission.manifests.InstalledManifests.texts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.fabric8.zjsonpatch.JsonPatch;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What {@code kubectl kustomize} makes of k8s/base with components: as much of kustomize as these use, for machines without
 * kubectl. A test against the real one says that it is right.
 */
public final class Kustomized {
    private final List<JsonNode> objects = new ArrayList<>();

    private Kustomized() {}

    /** Components by their folders in k8s/components. */
    public static ManifestObjects base(String... components) {
        Kustomized all = new Kustomized();
        all.addBase();
        Stream.of(components).forEach(component -> all.addComponent("components/" + component));
        return ManifestObjects.of(all.objects);
    }

    private void addBase() {
        JsonNode base = InstalledManifests.kustomization("base");
        addResources("base");
        for (JsonNode labels : base.path("labels")) {
            objects.forEach(object -> label(object, labels));
        }
        for (JsonNode image : base.path("images")) {
            objects.forEach(object -> nameImages(object, image));
        }
    }

    private void addResources(String folder) {
        JsonNode kustomization = InstalledManifests.kustomization(folder);
        for (String resource : texts(kustomization.path("resources"))) {
            if (resource.endsWith(".yaml")) {
                objects.addAll(InstalledManifests.documents(read(folder, resource)));
            } else {
                addResources(folder + "/" + resource);
            }
        }
        kustomization.path("configMapGenerator").forEach(generator -> generate(folder, generator));
    }

    private void generate(String folder, JsonNode generator) {
        ObjectNode made = JsonNodeFactory.instance.objectNode();
        made.put("apiVersion", "v1").put("kind", "ConfigMap");
        ObjectNode metadata = made.putObject("metadata");
        metadata.set("namespace", generator.path("namespace"));
        metadata.set("name", generator.path("name"));
        if (generator.at("/options").has("labels")) {
            metadata.set("labels", generator.at("/options/labels"));
        }
        ObjectNode data = made.putObject("data");
        for (String file : texts(generator.path("files"))) {
            String[] keyAndFile = file.contains("=") ? file.split("=", 2) : new String[] {file, file};
            data.put(keyAndFile[0], read(folder, keyAndFile[1]));
        }
        objects.add(made);
    }

    private static String read(String folder, String file) {
        return InstalledManifests.read(InstalledManifests.FOLDER.resolve(folder).resolve(file));
    }

    private static void label(JsonNode object, JsonNode labels) {
        Stream.of("/metadata", "/spec/template/metadata")
                .map(object::at)
                .filter(JsonNode::isObject)
                .forEach(metadata ->
                        ((ObjectNode) metadata).withObject("/labels").setAll((ObjectNode) labels.path("pairs")));
    }

    private static void nameImages(JsonNode object, JsonNode image) {
        for (JsonNode container : object.at("/spec/template/spec/containers")) {
            if (container.path("image").equals(image.path("name"))) {
                String named = image.path("newName").asText() + ":"
                        + image.path("newTag").asText();
                ((ObjectNode) container).put("image", named);
            }
        }
    }

    private void addComponent(String folder) {
        addResources(folder);
        for (JsonNode patch : InstalledManifests.kustomization(folder).path("patches")) {
            String text = patch.has("path")
                    ? read(folder, patch.path("path").asText())
                    : patch.path("patch").asText();
            apply(InstalledManifests.document(text), patch.path("target"));
        }
    }

    private void apply(JsonNode patch, JsonNode target) {
        if (patch.path("$patch").equals(TextNode.valueOf("delete"))) {
            objects.removeIf(object -> object.path("kind").equals(patch.path("kind"))
                    && object.at("/metadata/name").equals(patch.at("/metadata/name")));
        } else {
            objects.replaceAll(object -> isMeant(object, target) ? JsonPatch.apply(patch, object) : object);
        }
    }

    private static boolean isMeant(JsonNode object, JsonNode target) {
        String group = object.path("apiVersion").asText().replaceFirst("/.*", "");
        return group.equals(target.path("group").asText())
                && object.path("kind").asText().matches(target.path("kind").asText(".*"))
                && object.at("/metadata/name")
                        .asText()
                        .matches(target.path("name").asText());
    }
}
