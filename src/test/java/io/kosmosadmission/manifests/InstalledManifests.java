package io.kosmosadmission.manifests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.kosmosadmission.build.Script;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** What lies in k8s/, read from the files as they are: no kubectl is needed. */
public final class InstalledManifests {
    static final Path FOLDER = Script.PROJECT.resolve("k8s");

    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    private final List<JsonNode> objects;

    private InstalledManifests(List<JsonNode> objects) {
        this.objects = List.copyOf(objects);
    }

    /** Of k8s/base, or of another folder below k8s. */
    public static InstalledManifests of(String folder) {
        List<JsonNode> objects = new ArrayList<>();
        // As kubectl: what isn't listed isn't there.
        for (String resource : texts(kustomization(folder).path("resources"))) {
            if (resource.endsWith(".yaml")) {
                objects.addAll(documents(read(FOLDER.resolve(folder).resolve(resource))));
            } else {
                objects.addAll(of(folder + "/" + resource).objects);
            }
        }
        return new InstalledManifests(objects);
    }

    static JsonNode kustomization(String folder) {
        return documents(read(FOLDER.resolve(folder).resolve("kustomization.yaml")))
                .get(0);
    }

    static List<JsonNode> documents(String text) {
        try {
            return YAML.readerFor(JsonNode.class).<JsonNode>readValues(text).readAll();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The only document, which may be a list. */
    static JsonNode document(String text) {
        try {
            return YAML.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Stream<JsonNode> all() {
        return objects.stream();
    }

    Optional<JsonNode> find(String kind, String name) {
        return all().filter(object -> object.path("kind").asText().equals(kind)
                        && object.at("/metadata/name").asText().equals(name))
                .findFirst();
    }

    /** Verbs by group, resource and, where the rule has some, name. */
    public static Map<String, List<String>> rights(JsonNode role) {
        Map<String, List<String>> rights = new HashMap<>();
        for (JsonNode rule : role.path("rules")) {
            List<String> names = texts(rule.path("resourceNames"));
            for (String group : texts(rule.path("apiGroups"))) {
                for (String resource : texts(rule.path("resources"))) {
                    for (String name : names.isEmpty() ? List.of("") : names) {
                        String what = group + "/" + resource + (name.isEmpty() ? "" : "/" + name);
                        assertThat(rights.put(what, texts(rule.path("verbs"))))
                                .as(what)
                                .isNull();
                    }
                }
            }
        }
        return rights;
    }

    public JsonNode the(String kind, String name) {
        return find(kind, name).orElseThrow(() -> new AssertionError("no " + kind + " " + name));
    }

    /** Entries of the configuration whose webhook that is. */
    List<JsonNode> entries(String configuration) {
        return list(the(configuration, "zz-kosmos-admission").path("webhooks"));
    }

    static List<JsonNode> list(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).toList();
    }

    static List<String> texts(JsonNode array) {
        return list(array).stream().map(JsonNode::asText).toList();
    }
}
