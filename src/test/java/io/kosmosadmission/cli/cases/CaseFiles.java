package io.kosmosadmission.cli.cases;

import io.kosmosadmission.cli.review.InMemoryWire;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A case that a test writes: a pod that its boundary keeps on aws. */
record CaseFiles(Path folder) {

    static final String RULES = """
            apiVersion: kosmos-admission.io/v1alpha1
            kind: KosmosConfiguration
            boundaries: [{name: b, match: [{}], providers: {required: [aws]}}]
            """;
    static final String POD = "{apiVersion: v1, kind: Pod, metadata: {name: a}, spec: {containers: []}}";
    static final String PATCHED = """
            apiVersion: v1
            kind: Pod
            metadata:
              name: a
              annotations: {kosmos-admission.io/placed-by: "-", kosmos-admission.io/placed: only aws (boundary b)}
            spec:
              containers: []
              affinity:
                nodeAffinity:
                  requiredDuringSchedulingIgnoredDuringExecution:
                    nodeSelectorTerms: [{matchExpressions: [{key: provider, operator: In, values: [aws]}]}]
            """;
    static final String EXPECT = "about: It works.\ndecision: patched\n";

    static final Map<String, String> GOOD =
            Map.of("rules.yaml", RULES, "object.yaml", POD, "patched.yaml", PATCHED, "expect.yaml", EXPECT);

    /** Files by their paths in the folder, or beside it. */
    CaseFiles write(Map<String, String> files) throws IOException {
        for (Map.Entry<String, String> file : files.entrySet()) {
            Path path = folder.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.getValue());
        }
        return this;
    }

    String read(String name) throws IOException {
        return Files.readString(folder.resolve(name));
    }

    List<String> run() {
        return new CaseRunner(new InMemoryWire()).run(folder);
    }

    CaseRunner.Update update() {
        return new CaseRunner(new InMemoryWire()).update(folder);
    }
}
