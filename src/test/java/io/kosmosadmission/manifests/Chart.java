package io.kosmosadmission.manifests;

import com.fasterxml.jackson.databind.JsonNode;
import com.marcnuri.helm.Helm;
import io.kosmosadmission.build.Script;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;

/** k8s/chart, read by Helm itself. */
public final class Chart {
    public static final Path FOLDER = Script.PROJECT.resolve("k8s/chart");

    /** Rendered without a cluster, Helm takes another for granted, which is older than we are. */
    private static final String KUBERNETES = "1.36.0";

    private Chart() {}

    public static Helm helm() {
        return new Helm(FOLDER);
    }

    /** What {@code helm template} gives with these values, a YAML document; an error with Helm's sentence where it is refused. */
    public static ManifestObjects rendered(String values) {
        return rendered("default", values);
    }

    static ManifestObjects rendered(String releaseNamespace, String values) {
        return withFile(
                values,
                file -> ManifestObjects.read(helm().template()
                        .withName("kosmos-admission")
                        .withNamespace(releaseNamespace)
                        .withKubeVersion(KUBERNETES)
                        .withValuesFile(file)
                        .call()));
    }

    /** What a call does with a file of these values. */
    public static <T> T withFile(String values, Function<Path, T> call) {
        try {
            Path file = Files.createTempFile("values", ".yaml");
            try {
                return call.apply(Files.writeString(file, values));
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** values.yaml, values.schema.json or Chart.yaml. */
    public static JsonNode file(String name) {
        return InstalledManifests.document(InstalledManifests.read(FOLDER.resolve(name)));
    }
}
