package io.kosmosadmission.realcluster.installed;

import static org.awaitility.Awaitility.await;

import io.kosmosadmission.realcluster.objects.Json;
import io.kosmosadmission.realcluster.plane.ControlPlane;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.stream.Stream;

/**
 * What the control plane's type check says of the expressions of a ValidatingAdmissionPolicy. It looks at validations
 * alone, so conditions and variables are shown to it as validations of a copy.
 */
public record TypeChecks(ControlPlane plane) {
    private static final String KIND = "validatingadmissionpolicy";

    /** Empty where all expressions fit the types of what they are about. */
    public List<String> warnings(String policy) {
        JsonObject read = new JsonObject(plane.ask("get", KIND, policy, "-o", "json"));
        JsonObject spec = read.getJsonObject("spec");
        JsonArray validations = spec.getJsonArray("validations");
        Stream.of("matchConditions", "variables")
                .flatMap(field -> Json.objects(spec.getJsonArray(field)).stream())
                .map(named -> named.getString("expression"))
                .forEach(expression ->
                        validations.add(new JsonObject().put("expression", "[" + expression + "].size() == 1")));
        String copy = "checked-" + policy;
        read.put("metadata", new JsonObject().put("name", copy)).remove("status");
        plane.apply(read.encode());
        try {
            await("type check of " + policy)
                    .until(() -> plane.ask("get", KIND, copy, "-o", "jsonpath={.status.typeChecking}")
                            .startsWith("{"));
            JsonObject status = new JsonObject(plane.ask("get", KIND, copy, "-o", "jsonpath={.status.typeChecking}"));
            return Json.objects(status.getJsonArray("expressionWarnings")).stream()
                    .map(warning -> warning.getString("fieldRef") + ": " + warning.getString("warning"))
                    .toList();
        } finally {
            plane.ask("delete", KIND, copy);
        }
    }
}
