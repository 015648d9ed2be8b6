package io.kosmosadmission.manifests;

import static io.kosmosadmission.manifests.InstalledManifests.list;
import static io.kosmosadmission.manifests.InstalledManifests.texts;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kosmosadmission.admission.PlacementAnnotations;
import io.kosmosadmission.admission.Webhook;
import io.kosmosadmission.config.Configuration;
import io.kosmosadmission.kube.Namespace;
import io.kosmosadmission.kube.NodeSelectorTerm;
import io.kosmosadmission.kube.PersistentVolumeClaim;
import io.kosmosadmission.kube.PodView;
import io.kosmosadmission.reading.RulesConfigMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The entries of both webhook configurations: that they can't stop a cluster, and ask for what the code judges. */
class WebhookEntriesTest {
    private static final String TWIN = "-fail-closed";
    private static final String FAIL_CLOSED = "kosmos-admission.io/fail-closed";
    private static final Map<Webhook, String> CONFIGURATIONS =
            Map.of(Webhook.mutate, "MutatingWebhookConfiguration", Webhook.validate, "ValidatingWebhookConfiguration");

    private final InstalledManifests base = InstalledManifests.of("base");

    @ParameterizedTest
    @EnumSource
    void callsItsPathAndWaitsNotLong(Webhook webhook) {
        for (JsonNode entry : entries(webhook)) {
            assertThat(name(entry)).endsWith("." + webhook + ".kosmos-admission.io");
            assertThat(entry.at("/clientConfig/service").toString())
                    .isEqualTo("{\"namespace\":\"kosmos-admission\",\"name\":\"kosmos-admission\",\"path\":\"/"
                            + webhook + "\",\"port\":443}");
            assertThat(entry.path("timeoutSeconds").asInt()).isBetween(1, webhook == Webhook.mutate ? 2 : 5);
            assertThat(entry.path("matchPolicy").asText()).isEqualTo("Equivalent");
            assertThat(entry.path("sideEffects").asText()).isEqualTo("None");
            assertThat(texts(entry.path("admissionReviewVersions"))).containsExactly("v1");
            assertThat(entry.path("reinvocationPolicy").asText())
                    .isEqualTo(webhook == Webhook.mutate ? "IfNeeded" : "");
            assertThat(list(entry.path("rules")))
                    .allMatch(rule -> rule.path("scope").asText().equals("Namespaced"))
                    .allMatch(rule -> texts(rule.path("apiVersions")).equals(List.of("v1")));
        }
    }

    @Test
    void askForWhatTheCodeJudges() {
        assertThat(asked(Webhook.mutate)).containsExactly("CREATE /pods", "UPDATE /pods");
        Set<String> validated =
                new TreeSet<>(List.of("CREATE /pods", "UPDATE /pods", "CREATE /configmaps", "UPDATE /configmaps"));
        Stream.concat(Stream.of("/persistentvolumeclaims", "/services"), JudgedResources.ofWorkloads())
                .forEach(resource -> validated.addAll(List.of("CREATE " + resource, "UPDATE " + resource)));
        assertThat(asked(Webhook.validate)).isEqualTo(validated);
    }

    /** Each twin is the other but for the three fields, and no namespace matches both. */
    @ParameterizedTest
    @EnumSource
    void failsClosedOnlyWhereANamespaceAsksForIt(Webhook webhook) {
        List<JsonNode> entries = new ArrayList<>(entries(webhook));
        entries.removeIf(entry -> name(entry).startsWith("rules."));
        assertThat(entries).isNotEmpty();
        for (JsonNode open : entries.stream().filter(entry -> !isTwin(entry)).toList()) {
            String twin = name(open).replaceFirst("\\.", TWIN + ".");
            JsonNode closed = entries.stream()
                    .filter(entry -> name(entry).equals(twin))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError(name(open) + " has no twin"));

            assertThat(open.path("failurePolicy").asText()).isEqualTo("Ignore");
            assertThat(closed.path("failurePolicy").asText()).isEqualTo("Fail");
            assertThat(selector(open)).containsExactly(exempt(), FAIL_CLOSED + " NotIn [true]");
            assertThat(selector(closed)).containsExactly(exempt(), FAIL_CLOSED + " In [true]");
            assertThat(open.at("/namespaceSelector").size()).isOne();
            assertThat(closed.at("/namespaceSelector").size()).isOne();
            assertThat(bare(closed)).isEqualTo(bare(open));
        }
        assertThat(entries.stream().filter(WebhookEntriesTest::isTwin)).hasSize(entries.size() / 2);
    }

    @Test
    void theNamespacesThatAreNeverAskedAreThoseThatAreAlwaysExempt() {
        assertThat(List.of("kube-system", "kube-node-lease", "kosmos-admission"))
                .allMatch(name -> Configuration.DEFAULT.isExempt(Namespace.bare(name)));
        assertThat(Configuration.DEFAULT.isExempt(Namespace.bare("kube-public")))
                .isFalse();
    }

    @Test
    void theRulesHaveAnEntryOfTheirOwnThatNeverFails() {
        JsonNode rules = entries(Webhook.validate).stream()
                .filter(entry -> name(entry).startsWith("rules."))
                .findFirst()
                .orElseThrow();

        assertThat(rules.path("failurePolicy").asText()).isEqualTo("Ignore");
        assertThat(rules.path("namespaceSelector").toString())
                .isEqualTo("{\"matchLabels\":{\"" + Namespace.NAME_LABEL + "\":\"kosmos-admission\"}}");
        assertThat(expressions(rules)).containsExactly("request.name == '" + RulesConfigMap.NAME + "'");
    }

    /** Their behaviour is shown against a real API server; here, that they use the words of the code. */
    @Test
    void theExpressionsKnowTheSameWordsAsTheCode() {
        String pods = String.join("\n", expressions(entries(Webhook.mutate).get(0)));
        assertThat(pods)
                .contains("'" + PodView.MIRROR_ANNOTATION + "'", "'" + NodeSelectorTerm.NAME_FIELD + "'", "nodeName");
        assertThat(entries(Webhook.mutate))
                .filteredOn(entry -> name(entry).startsWith("pods-again"))
                .hasSize(2)
                .allSatisfy(entry -> assertThat(String.join("", expressions(entry)))
                        .contains("'" + PlacementAnnotations.PLACED_BY + "' in oldObject")
                        .as("a bare pod that is applied again runs already")
                        .doesNotContain("nodeName"));
        assertThat(entries(Webhook.validate))
                .filteredOn(entry -> name(entry).startsWith("pods-tolerating"))
                .hasSize(2)
                .allSatisfy(entry -> assertThat(expressions(entry))
                        .contains("object.spec.?tolerations != oldObject.spec.?tolerations"));
        assertThat(entries(Webhook.validate))
                .filteredOn(entry -> name(entry).startsWith("claims"))
                .hasSize(2)
                .allSatisfy(entry -> assertThat(String.join("", expressions(entry)))
                        .contains(
                                "'" + PersistentVolumeClaim.CLASS_ANNOTATION + "'",
                                "'pv.kubernetes.io/bind-completed'"));
        assertThat(entries(Webhook.validate))
                .filteredOn(entry -> name(entry).startsWith("pods"))
                .allSatisfy(entry -> assertThat(String.join("", expressions(entry)))
                        .as("a later webhook can't come: but the code judges pods that have a node")
                        .doesNotContain("nodeName"));
    }

    @Test
    void theOverlayForDevelopmentReplacesTheServiceInEveryEntry() {
        for (Webhook webhook : Webhook.values()) {
            JsonNode patch = list(InstalledManifests.kustomization("overlays/development")
                            .path("patches"))
                    .stream()
                    .map(each -> InstalledManifests.documents(each.path("patch").asText())
                            .get(0))
                    .filter(each -> each.path("kind").asText().equals(CONFIGURATIONS.get(webhook)))
                    .findFirst()
                    .orElseThrow();

            assertThat(list(patch.path("webhooks")).stream().map(WebhookEntriesTest::name))
                    .containsExactlyElementsOf(entries(webhook).stream()
                            .map(WebhookEntriesTest::name)
                            .toList());
            assertThat(list(patch.path("webhooks")))
                    .allSatisfy(entry -> assertThat(entry.path("clientConfig").toString())
                            .isEqualTo("{\"service\":null,\"url\":\"https://127.0.0.1:8443/" + webhook + "\"}"));
        }
    }

    /** The entry of component label-nodes, which a kubelet's registration never depends on. */
    @Test
    void nodesHaveAnEntryThatWaitsASecondAndNeverFails() {
        JsonNode patch =
                InstalledManifests.kustomization("components/label-nodes").at("/patches/0");
        assertThat(patch.at("/target/kind").asText()).isEqualTo(CONFIGURATIONS.get(Webhook.mutate));
        assertThat(patch.at("/target/name").asText()).isEqualTo("zz-kosmos-admission");
        List<JsonNode> operations = InstalledManifests.documents(InstalledManifests.read(InstalledManifests.FOLDER
                .resolve("components/label-nodes")
                .resolve(patch.path("path").asText())));
        assertThat(operations).hasSize(1);
        assertThat(operations.get(0).path("op").asText()).isEqualTo("add");
        assertThat(operations.get(0).path("path").asText()).isEqualTo("/webhooks/-");
        JsonNode nodes = operations.get(0).path("value");
        ObjectNode pods = entries(Webhook.mutate).get(0).deepCopy();
        pods.remove(List.of("namespaceSelector", "matchConditions"));
        pods.put("name", "nodes.mutate.kosmos-admission.io").put("timeoutSeconds", 1);
        pods.set("rules", nodes.path("rules"));
        assertThat(nodes).as("as that of pods, but for what is said here").isEqualTo(pods);
        assertThat(nodes.path("failurePolicy").asText()).isEqualTo("Ignore");
        assertThat(nodes.path("rules").toString())
                .isEqualTo("[{\"apiGroups\":[\"\"],\"apiVersions\":[\"v1\"],\"resources\":[\"nodes\"],"
                        + "\"operations\":[\"CREATE\"],\"scope\":\"Cluster\"}]");
    }

    private List<JsonNode> entries(Webhook webhook) {
        return base.entries(CONFIGURATIONS.get(webhook));
    }

    private Set<String> asked(Webhook webhook) {
        Set<String> asked = new TreeSet<>();
        for (JsonNode entry : entries(webhook)) {
            for (JsonNode rule : entry.path("rules")) {
                for (String group : texts(rule.path("apiGroups"))) {
                    for (String resource : texts(rule.path("resources"))) {
                        texts(rule.path("operations"))
                                .forEach(operation -> asked.add(operation + " " + group + "/" + resource));
                    }
                }
            }
        }
        return asked;
    }

    private static String name(JsonNode entry) {
        return entry.path("name").asText();
    }

    private static boolean isTwin(JsonNode entry) {
        return name(entry).contains(TWIN + ".");
    }

    private static String exempt() {
        return Namespace.NAME_LABEL + " NotIn [kube-system, kube-node-lease, kosmos-admission]";
    }

    private static List<String> selector(JsonNode entry) {
        return list(entry.at("/namespaceSelector/matchExpressions")).stream()
                .map(term -> term.path("key").asText() + " "
                        + term.path("operator").asText() + " " + texts(term.path("values")))
                .toList();
    }

    private static List<String> expressions(JsonNode entry) {
        return list(entry.path("matchConditions")).stream()
                .map(condition -> condition.path("expression").asText())
                .toList();
    }

    private static JsonNode bare(JsonNode entry) {
        return ((ObjectNode) entry.deepCopy()).remove(List.of("name", "failurePolicy", "namespaceSelector"));
    }
}
