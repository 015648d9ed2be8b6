package io.kosmosadmission.manifests;

import io.kosmosadmission.inventory.ObjectCollector;
import io.kosmosadmission.reading.ManifestReader;
import io.kosmosadmission.reading.ManifestRemarks;
import io.kosmosadmission.reading.ManifestText;
import io.kosmosadmission.reading.ObjectSink;
import io.kosmosadmission.rules.RulesText;
import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The small cluster and its rules that are part of the program, so that it can be tried with nothing installed. */
public final class ExampleCluster implements Manifests {

    private static final String CLUSTER = "example/cluster.yaml";
    private static final String RULES = "example/rules.yaml";

    @Override
    public String fingerprint() {
        return CLUSTER;
    }

    @Override
    public Optional<RulesText> readInto(ObjectCollector collector, ManifestRemarks remarks) throws IOException {
        try (InputStream cluster = resource(CLUSTER);
                InputStream rules = resource(RULES)) {
            new ManifestReader(collector).read(cluster, CLUSTER, remarks);
            return Optional.of(new RulesText(RULES, new String(rules.readAllBytes(), StandardCharsets.UTF_8)));
        }
    }

    @Override
    public void eachObject(ManifestRemarks remarks, ObjectSink sink) throws IOException {
        try (InputStream cluster = resource(CLUSTER);
                InputStream rules = resource(RULES)) {
            ManifestText.objects(cluster, CLUSTER, remarks, sink);
            String text = new String(rules.readAllBytes(), StandardCharsets.UTF_8);
            byte[] map = ManifestReader.configMap(text).getBytes(StandardCharsets.UTF_8);
            ManifestText.objects(new ByteArrayInputStream(map), RULES, remarks, sink);
        }
    }

    private static InputStream resource(String name) throws IOException {
        InputStream stream = ExampleCluster.class.getResourceAsStream("/" + name);
        if (stream == null) {
            throw new FileNotFoundException(name + " is missing in the program itself");
        }
        return stream;
    }

    @Override
    public String describe() {
        return "the example cluster";
    }
}
