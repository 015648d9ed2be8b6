package io.kosmosadmission.manifests;

import static io.kosmosadmission.manifests.InstalledManifests.list;
import static io.kosmosadmission.manifests.InstalledManifests.texts;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.kosmosadmission.config.Configuration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The ValidatingAdmissionPolicies about nodes and storage: every update of every kubelet is sent through them. */
class NodePoliciesTest {
    private static final String POLICY = "ValidatingAdmissionPolicy";
    private static final String GUARD = "components/node-guard";
    private static final String ACCOUNTS = "system:serviceaccount:";

    private static final List<JsonNode> GUARDING =
            InstalledManifests.of(GUARD).all().toList();
    private static final List<JsonNode> LABELLING = InstalledManifests.documents(
            InstalledManifests.read(InstalledManifests.FOLDER.resolve("components/label-nodes/policy.yaml")));

    static Stream<JsonNode> policies() {
        return Stream.concat(GUARDING.stream(), LABELLING.stream())
                .filter(object -> object.path("kind").asText().equals(POLICY));
    }

    static Stream<JsonNode> bindings() {
        return Stream.concat(GUARDING.stream(), LABELLING.stream())
                .filter(object -> object.path("kind").asText().equals(POLICY + "Binding"));
    }

    @Test
    void theComponentListsAllOfItsFiles() throws IOException {
        Path folder = InstalledManifests.FOLDER.resolve(GUARD);
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString())
                            .filter(name -> !name.equals("kustomization.yaml")))
                    .containsExactlyInAnyOrderElementsOf(
                            texts(InstalledManifests.kustomization(GUARD).path("resources")));
        }
    }

    /** What is wrong with parameters is found before any condition: failing then refuses every kubelet's updates. */
    @ParameterizedTest
    @MethodSource("policies")
    void noMissingParameterStopsAKubelet(JsonNode policy) {
        JsonNode spec = policy.path("spec");
        if (spec.has("paramKind")) {
            assertThat(spec.path("failurePolicy").asText()).isEqualTo("Ignore");
        } else {
            assertThat(list(spec.path("matchConditions")))
                    .extracting(condition -> condition.path("expression").asText())
                    .containsExactly("request.userInfo.username == '" + account() + "'");
        }
    }

    @ParameterizedTest
    @MethodSource("bindings")
    void everyBindingHasItsPolicyAndAllowsWithoutItsParameters(JsonNode binding) {
        JsonNode policy = policies()
                .filter(other ->
                        name(other).equals(binding.at("/spec/policyName").asText()))
                .findFirst()
                .orElseThrow();
        JsonNode reference = binding.at("/spec/paramRef");
        assertThat(policy.path("spec").has("paramKind")).isEqualTo(!reference.isMissingNode());
        if (!reference.isMissingNode()) {
            assertThat(reference.path("parameterNotFoundAction").asText()).isEqualTo("Allow");
            assertThat(parameters())
                    .extracting(NodePoliciesTest::name)
                    .contains(reference.path("name").asText());
        }
        assertThat(texts(binding.at("/spec/validationActions"))).containsExactly("Deny");
    }

    @Test
    void theParametersNameTheLabelOfTheRules() {
        assertThat(parameters()).hasSize(2).allSatisfy(parameters -> {
            assertThat(parameters.at("/data/providerLabel").asText()).isEqualTo(Configuration.DEFAULT.providerLabel());
            assertThat(parameters.at("/metadata/namespace").asText()).isEqualTo("kosmos-admission");
        });
    }

    /** An account of another namespace could be made by whoever may make namespaces. */
    @Test
    void onlyNamesAreTrustedThatAnAdministratorGives() {
        List<String> trusted = parameters()
                .filter(parameters -> parameters.path("data").has("trusted"))
                .flatMap(parameters -> parameters.at("/data/trusted").asText().lines())
                .filter(line -> !line.startsWith("#"))
                .toList();
        assertThat(trusted)
                .hasSizeGreaterThan(10)
                .doesNotHaveDuplicates()
                .allSatisfy(user -> assertThat(user)
                        .matches("(system:serviceaccount:kube-system:|system:|)[a-z0-9-]+")
                        .isEqualTo(user.strip()));
        assertThat(trusted).contains(ACCOUNTS + "kube-system:cloud-controller-manager");
    }

    /** An update of a status stores the labels and annotations that it brings. */
    @ParameterizedTest
    @MethodSource("policies")
    void noWayRoundThroughTheStatus(JsonNode policy) {
        List<String> resources = list(policy.at("/spec/matchConstraints/resourceRules")).stream()
                .flatMap(rule -> texts(rule.path("resources")).stream())
                .toList();
        for (String resource : List.of("nodes", "persistentvolumes")) {
            assertThat(resources.contains(resource + "/status")).isEqualTo(resources.contains(resource));
        }
    }

    @Test
    void theLabellerIsTheAccountThatIsInstalled() {
        assertThat(policies().map(JsonNode::toString).filter(text -> text.contains("userInfo.username == 'system:")))
                .hasSize(3)
                .allSatisfy(text -> assertThat(text).contains("userInfo.username == '" + account() + "'"));
    }

    private static String account() {
        JsonNode account = InstalledManifests.of("base").the("ServiceAccount", "kosmos-admission");
        return ACCOUNTS + account.at("/metadata/namespace").asText() + ":" + name(account);
    }

    private static Stream<JsonNode> parameters() {
        return Stream.concat(GUARDING.stream(), LABELLING.stream())
                .filter(object -> object.path("kind").asText().equals("ConfigMap"));
    }

    private static String name(JsonNode object) {
        return object.at("/metadata/name").asText();
    }
}
