package io.kosmosadmission.realcluster.plane;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What an API server writes of the requests of one user, once it answered them. */
public record AuditLog(Path policy, Path log) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** A request for objects. namespace and name are empty where it is about no single one. */
    public record Request(String verb, String group, String resource, String namespace, String name, int answer) {}

    public static AuditLog of(String user, Path folder) {
        try {
            Path policy = Files.writeString(folder.resolve("audit-policy.yaml"), """
                    apiVersion: audit.k8s.io/v1
                    kind: Policy
                    omitStages: [RequestReceived]
                    rules:
                    - {level: Metadata, users: ["%s"]}
                    - {level: None}
                    """.formatted(user));
            return new AuditLog(policy, folder.resolve("audit.log"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Seen from the folder beside it in which the API server runs: without a path of the machine, which may have spaces. */
    public String[] flags() {
        Path here = Path.of("..").resolve(policy.getParent().getFileName());
        return new String[] {
            "--audit-policy-file=" + here.resolve(policy.getFileName()),
            "--audit-log-path=" + here.resolve(log.getFileName())
        };
    }

    public Set<Request> requests() {
        Set<Request> requests = new HashSet<>();
        for (String line : lines()) {
            JsonNode event = read(line);
            JsonNode object = event.path("objectRef");
            if (!object.isMissingNode()) {
                String resource = object.path("resource").asText();
                requests.add(new Request(
                        event.path("verb").asText(),
                        object.path("apiGroup").asText(),
                        resource,
                        resource.equals("namespaces")
                                ? ""
                                : object.path("namespace").asText(),
                        object.path("name").asText(),
                        event.at("/responseStatus/code").asInt()));
            }
        }
        return requests;
    }

    /** The last may still be being written. */
    private List<String> lines() {
        try {
            String text = Files.exists(log) ? Files.readString(log) : "";
            return text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode read(String line) {
        try {
            return JSON.readTree(line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
