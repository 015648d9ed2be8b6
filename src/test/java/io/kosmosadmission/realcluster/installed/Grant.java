package io.kosmosadmission.realcluster.installed;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kosmosadmission.realcluster.plane.AuditLog;
import io.kosmosadmission.realcluster.plane.ControlPlane;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.Set;

/** One right of a role: one verb on one resource. namespace is empty for all of them, name for every object. */
public record Grant(String verb, String group, String resource, String namespace, String name) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** All of a role or cluster role in the cluster. */
    public static Set<Grant> of(ControlPlane plane, String... role) {
        String[] command = new String[role.length + 3];
        command[0] = "get";
        System.arraycopy(role, 0, command, 1, role.length);
        command[role.length + 1] = "-o";
        command[role.length + 2] = "json";
        try {
            JsonNode read = JSON.readTree(plane.ask(command));
            Set<Grant> grants = new HashSet<>();
            read.path("rules")
                    .forEach(rule -> add(rule, read.at("/metadata/namespace").asText(), grants));
            return grants;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void add(JsonNode rule, String namespace, Set<Grant> grants) {
        for (JsonNode verb : rule.path("verbs")) {
            for (JsonNode group : rule.path("apiGroups")) {
                for (JsonNode resource : rule.path("resources")) {
                    Grant all = new Grant(verb.asText(), group.asText(), resource.asText(), namespace, "");
                    if (rule.path("resourceNames").isEmpty()) {
                        grants.add(all);
                    }
                    rule.path("resourceNames").forEach(name -> grants.add(all.only(name.asText())));
                }
            }
        }
    }

    private Grant only(String other) {
        return new Grant(verb, group, resource, namespace, other);
    }

    public boolean allows(AuditLog.Request request) {
        return request.verb().equals(verb)
                && request.group().equals(group)
                && request.resource().equals(resource)
                && (namespace.isEmpty() || request.namespace().equals(namespace))
                && (name.isEmpty() || request.name().equals(name));
    }
}
