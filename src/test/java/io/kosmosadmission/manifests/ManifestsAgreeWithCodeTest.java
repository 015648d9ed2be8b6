package io.kosmosadmission.manifests;

import static io.kosmosadmission.manifests.InstalledManifests.list;
import static io.kosmosadmission.manifests.InstalledManifests.texts;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kosmosadmission.admission.CanaryReview;
import io.kosmosadmission.build.Script;
import io.kosmosadmission.cli.Program;
import io.kosmosadmission.cli.Serving;
import io.kosmosadmission.cluster.NeededRights;
import io.kosmosadmission.config.Configuration;
import io.kosmosadmission.config.Mode;
import io.kosmosadmission.kube.Kind;
import io.kosmosadmission.kube.Namespace;
import io.kosmosadmission.reading.ConfigurationReader;
import io.kosmosadmission.reading.RulesConfigMap;
import io.kosmosadmission.server.ServeOptions;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What k8s/ says of the program, and the program of k8s/: ports, paths, names, rights. */
class ManifestsAgreeWithCodeTest {
    private static final String OURS = "kosmos-admission";
    private static final String RULES = RulesConfigMap.NAME;

    private final InstalledManifests base = InstalledManifests.of("base");
    private final JsonNode pod = base.the("Deployment", OURS).at("/spec/template/spec");
    private final JsonNode container = pod.at("/containers/0");

    @Test
    void theServiceLeadsToThePortsThatAreServed() {
        Map<String, Integer> ports = list(container.path("ports")).stream()
                .collect(Collectors.toMap(
                        port -> port.path("name").asText(),
                        port -> port.path("containerPort").asInt()));

        assertThat(ports)
                .isEqualTo(
                        Map.of("https", ServeOptions.DEFAULT_PORT, "management", ServeOptions.DEFAULT_MANAGEMENT_PORT));
        JsonNode service = base.the("Service", OURS).path("spec");
        assertThat(list(service.path("ports")))
                .extracting(port -> port.path("port").asInt())
                .containsExactly(443, ServeOptions.DEFAULT_MANAGEMENT_PORT);
        assertThat(list(service.path("ports")))
                .extracting(port -> port.path("targetPort").asText())
                .containsExactly("https", "management");
        assertThat(list(base.the("NetworkPolicy", OURS).at("/spec/ingress/0/ports")))
                .extracting(port -> port.path("port").asText())
                .containsExactlyElementsOf(ports.keySet().stream().sorted().toList());
        assertThat(base.the("Deployment", OURS)
                        .at("/spec/template/metadata/annotations")
                        .path("prometheus.io/port")
                        .asInt())
                .isEqualTo(ServeOptions.DEFAULT_MANAGEMENT_PORT);
    }

    @Test
    void theArgumentsAreUnderstoodAndSayWhatTheOtherFieldsSay(@TempDir Path folder) throws IOException {
        AtomicReference<Serving.Settings> told = new AtomicReference<>();
        Serving serving = (settings, err) -> {
            told.set(settings);
            return 0;
        };
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        List<String> arguments = new ArrayList<>(texts(container.path("args")));
        // In the place of a pod's account, and of a pod, in which no console is opened.
        arguments.addAll(List.of("--kubeconfig", kubeconfig(folder).toString(), "--console-port", "off"));
        int exit = new Program(serving, false)
                .run(
                        InputStream.nullInputStream(),
                        new PrintStream(said),
                        new PrintStream(said),
                        arguments.toArray(String[]::new));

        assertThat(said.toString(StandardCharsets.UTF_8)).isEmpty();
        assertThat(exit).isZero();
        assertThat(told.get().port()).isEqualTo(ServeOptions.DEFAULT_PORT);
        assertThat(told.get().managementPort()).isEqualTo(ServeOptions.DEFAULT_MANAGEMENT_PORT);
        assertThat(told.get().maxMode()).isEmpty();
        assertThat(told.get().managedCertificates()).isPresent();
        told.get().source().close();
        assertThat(told.get().certs())
                .hasToString(container.at("/volumeMounts/0/mountPath").asText());
        JsonNode volume = pod.at("/volumes/0");
        assertThat(volume.path("name")).isEqualTo(container.at("/volumeMounts/0/name"));
        assertThat(volume.at("/secret/optional").asBoolean()).isTrue();
    }

    private static Path kubeconfig(Path folder) throws IOException {
        return Files.writeString(folder.resolve("kubeconfig"), """
                ---
                {apiVersion: v1, kind: Config, current-context: a, users: [{name: a, user: {token: x}}],
                 clusters: [{name: a, cluster: {server: "https://127.0.0.1:1"}}],
                 contexts: [{name: a, context: {cluster: a, user: a, namespace: kosmos-admission}}]}
                """);
    }

    /** A JVM doesn't start with an option that it doesn't know. */
    @Test
    void javaUnderstandsItsOptions() throws Exception {
        Map<String, String> environment = list(container.path("env")).stream()
                .collect(Collectors.toMap(
                        variable -> variable.path("name").asText(),
                        variable -> variable.path("value").asText()));
        String dockerfile = InstalledManifests.read(Script.PROJECT.resolve("src/main/docker/Dockerfile"));
        String entrypoint = dockerfile
                .lines()
                .filter(line -> line.startsWith("ENTRYPOINT "))
                .findFirst()
                .orElseThrow();
        List<String> command =
                new ArrayList<>(texts(new ObjectMapper().readTree(entrypoint.substring("ENTRYPOINT ".length()))));
        command.set(0, Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.subList(command.indexOf("-jar"), command.size()).clear();
        command.add("-version");

        Script.Result ran = new Script(Script.PROJECT, environment).run(command);
        assertThat(environment.get("JAVA_TOOL_OPTIONS")).startsWith("-X");
        assertThat(ran.stderr()).contains("Picked up JAVA_TOOL_OPTIONS").doesNotContain("warning");
        assertThat(ran.exit()).isZero();
    }

    @Test
    void theProbesAskTheManagementPort() {
        for (String probe : List.of("startupProbe", "livenessProbe", "readinessProbe")) {
            JsonNode get = container.path(probe).path("httpGet");
            assertThat(get.path("port").asText()).isEqualTo("management");
            assertThat(get.path("path").asText())
                    .isEqualTo(probe.equals("readinessProbe") ? "/q/health/ready" : "/q/health/live");
        }
        assertThat(InstalledManifests.read(Script.PROJECT.resolve("src/main/resources/application.properties")))
                .doesNotContain("root-path", "liveness-path", "readiness-path");
    }

    @Test
    void theImageRunsAsThePodDoes() {
        String dockerfile = InstalledManifests.read(Script.PROJECT.resolve("src/main/docker/Dockerfile"));
        int user = pod.at("/securityContext/runAsUser").asInt();

        assertThat(dockerfile)
                .contains(
                        "\nUSER " + user + ":"
                                + pod.at("/securityContext/runAsGroup").asInt() + "\n",
                        "\nEXPOSE " + ServeOptions.DEFAULT_PORT + " " + ServeOptions.DEFAULT_MANAGEMENT_PORT + "\n",
                        "\nCOPY target/quarkus-app/ ./\n",
                        "\"quarkus-run.jar\"]\nCMD [\"serve\"]\n");
        assertThat(user).isNotZero();
        String pom = InstalledManifests.read(Script.PROJECT.resolve("pom.xml"));
        assertThat(pom)
                .containsPattern("<version>"
                        + InstalledManifests.kustomization("base")
                                .at("/images/0/newTag")
                                .asText()
                                .replace(".", "\\.") + "(-SNAPSHOT)?</version>");
    }

    @Test
    void everyObjectLiesInANamespaceWhoseNameTheCodeKnows() {
        assertThat(Configuration.DEFAULT.isExempt(Namespace.bare(OURS))).isTrue();
        assertThat(base.all().filter(object -> !object.at("/metadata/namespace").isMissingNode()))
                .hasSizeGreaterThan(8)
                .allSatisfy(object ->
                        assertThat(object.at("/metadata/namespace").asText()).isIn(OURS, CanaryReview.NAMESPACE));
        assertThat(base.find("Namespace", OURS)).isPresent();
    }

    @Test
    void theRulesAreValidAndChangeNothingYet() {
        JsonNode generated = InstalledManifests.kustomization("base").at("/configMapGenerator/0");
        assertThat(generated.path("name").asText()).isEqualTo(RULES);
        assertThat(generated.at("/options/disableNameSuffixHash").asBoolean()).isTrue();
        assertThat(texts(generated.path("files"))).containsExactly(RulesConfigMap.KEY);

        String text = InstalledManifests.read(InstalledManifests.FOLDER.resolve("base/rules.yaml"));
        ConfigurationReader.Result read = new ConfigurationReader().read("rules.yaml", text);
        Configuration configuration = read.configuration();

        assertThat(read.errors()).isEmpty();
        assertThat(configuration.mode()).isEqualTo(Mode.Audit);
        assertThat(configuration.rules()).hasSize(1);
        assertThat(configuration.rules().get(0).placement().spread()).isPresent();
        assertThat(configuration.boundaries()).isEmpty();
    }

    /** What the replicas write is shipped without content, so that no apply resets it. */
    @Test
    void noApplyTakesBackWhatTheReplicasWrote() {
        assertThat(base.the("ConfigMap", "kosmos-admission-last-good").fieldNames())
                .toIterable()
                .containsExactly("apiVersion", "kind", "metadata");
        assertThat(base.the("Secret", "kosmos-admission-tls").fieldNames())
                .toIterable()
                .containsExactly("apiVersion", "kind", "metadata");
        assertThat(base.the("Lease", OURS).fieldNames()).toIterable().containsExactly("apiVersion", "kind", "metadata");
        assertThat(Stream.concat(
                        base.entries("MutatingWebhookConfiguration").stream(),
                        base.entries("ValidatingWebhookConfiguration").stream()))
                .noneMatch(entry -> entry.path("clientConfig").has("caBundle"));
    }

    @Test
    void itMayDoWhatTheCodeDoesAndNothingElse() {
        assertThat(InstalledManifests.rights(base.the("ClusterRole", OURS)))
                .isEqualTo(NeededRights.everywhere(Kind.ALL));
        assertThat(InstalledManifests.rights(base.the("Role", OURS))).isEqualTo(NeededRights.inOurNamespace());
    }

    /** Its entries see no namespace otherwise, and the API server says nothing of an entry that may fail. */
    @Test
    void theCanarysNamespaceIsFailClosedAndOurAccountMayAskForPodsThere() {
        JsonNode namespace = base.the("Namespace", CanaryReview.NAMESPACE);
        assertThat(namespace
                        .at("/metadata/labels")
                        .path("kosmos-admission.io/fail-closed")
                        .asText())
                .isEqualTo("true");
        String name = OURS + "-canary";
        assertThat(InstalledManifests.rights(base.the("Role", name))).isEqualTo(NeededRights.inCanarysNamespace());
        assertThat(base.the("RoleBinding", name).path("subjects"))
                .isEqualTo(base.the("RoleBinding", OURS).path("subjects"));
        assertThat(base.the("RoleBinding", name).at("/roleRef/name").asText()).isEqualTo(name);
        assertThat(Configuration.DEFAULT.isExempt(Namespace.bare(CanaryReview.NAMESPACE)))
                .isFalse();
    }

    @Test
    void labelNodesMayDoWhatTheCodeDoesAndNothingElse() {
        InstalledManifests component = InstalledManifests.of("components/label-nodes");
        String name = OURS + "-label-nodes";
        assertThat(InstalledManifests.rights(component.the("ClusterRole", name)))
                .isEqualTo(NeededRights.forLabels());
        JsonNode binding = component.the("ClusterRoleBinding", name);
        assertThat(binding.at("/roleRef/name").asText()).isEqualTo(name);
        assertThat(binding.path("subjects"))
                .isEqualTo(base.the("ClusterRoleBinding", OURS).path("subjects"));
        assertThat(component.all())
                .noneMatch(object -> object.path("kind").asText().endsWith("Role")
                        && !object.at("/metadata/name").asText().equals(name));
    }

    @Test
    void reportsMayDoWhatTheCodeDoesAndNothingElse() {
        InstalledManifests component = InstalledManifests.of("components/reports");
        String name = OURS + "-reports";
        assertThat(InstalledManifests.rights(component.the("ClusterRole", name)))
                .isEqualTo(NeededRights.forReports());
        JsonNode binding = component.the("ClusterRoleBinding", name);
        assertThat(binding.at("/roleRef/name").asText()).isEqualTo(name);
        assertThat(binding.path("subjects"))
                .isEqualTo(base.the("ClusterRoleBinding", OURS).path("subjects"));
    }

    @Test
    void certManagersSecretIsTheOneThatIsMounted() {
        InstalledManifests component = InstalledManifests.of("components/cert-manager");
        JsonNode certificate = component.the("Certificate", OURS).path("spec");

        assertThat(certificate.path("secretName")).isEqualTo(pod.at("/volumes/0/secret/secretName"));
        assertThat(texts(certificate.path("dnsNames"))).contains(OURS + "." + OURS + ".svc");
        assertThat(certificate.at("/issuerRef/name").asText())
                .isEqualTo(component.the("Issuer", OURS).at("/metadata/name").asText());
        assertThat(component.the("Issuer", OURS).at("/spec/ca/secretName"))
                .isEqualTo(component.the("Certificate", "kosmos-admission-ca").at("/spec/secretName"));
        assertThat(InstalledManifests.kustomization("components/cert-manager")
                        .at("/patches/0/patch")
                        .asText())
                .contains("cert-manager.io/inject-ca-from: " + OURS + "/" + OURS);
        assertThat(InstalledManifests.kustomization("components/cert-manager")
                        .at("/patches/1/patch")
                        .asText())
                .contains(
                        "args/" + texts(container.path("args")).indexOf("--certificates=managed") + ",",
                        "--certificates=files");
    }
}
