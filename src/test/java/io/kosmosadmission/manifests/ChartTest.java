package io.kosmosadmission.manifests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.marcnuri.helm.LintResult;
import io.kosmosadmission.cluster.NeededRights;
import io.kosmosadmission.reading.RulesConfigMap;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** k8s/chart against k8s/base and its components, and each of its values. */
class ChartTest {
    private static final String OURS = "kosmos-admission";
    private static final String CONTAINER = "/spec/template/spec/containers/0";

    @Test
    void givesWhatTheBaseGives() {
        assertThat(Chart.rendered("{}").fields()).isEqualTo(Kustomized.base().fields());
    }

    /** Helm needs the namespace before it installs anything. */
    @Test
    void leavesOutTheNamespaceThatTheReleaseIsRecordedIn() {
        SortedMap<String, String> base = Kustomized.base().fields();
        base.keySet().removeIf(field -> field.startsWith("v1 Namespace /kosmos-admission/"));

        assertThat(Chart.rendered(OURS, "{}").fields()).isEqualTo(base);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            cert-manager | {certificates: {mode: cert-manager}}
            label-nodes  | {labelNodes: {enabled: true}}
            node-guard   | {nodeGuard: {enabled: true}}
            reports      | {reports: {enabled: true}}
            monitoring   | {metrics: {serviceMonitor: {enabled: true}, prometheusRule: {enabled: true}, dashboard: {enabled: true}}}
            """)
    void givesWhatTheBaseGivesWithAComponent(String component, String values) {
        SortedMap<String, String> rendered = Chart.rendered(values).fields();

        assertThat(rendered).isEqualTo(Kustomized.base(component).fields());
        assertThat(rendered).isNotEqualTo(Kustomized.base().fields());
    }

    @Test
    void passesHelmsOwnChecks() {
        LintResult lint = Chart.helm().lint().strict().call();

        assertThat(lint.isFailed()).as("%s", lint.getMessages()).isFalse();
    }

    /** Of each: the object, a field of it, and what it is with the values. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            {replicas: 3} | Deployment | /spec/replicas | 3
            {image: {repository: "a.example/b", tag: "2"}} | Deployment | /spec/template/spec/containers/0/image | "a.example/b:2"
            {image: {tag: "", repository: "localhost:5000/b"}} | Deployment | /spec/template/spec/containers/0/image | "localhost:5000/b:0.1.0"
            {image: {pullPolicy: Always}} | Deployment | /spec/template/spec/containers/0/imagePullPolicy | "Always"
            {image: {pullSecrets: [a, b]}} | Deployment | /spec/template/spec/imagePullSecrets | [{"name":"a"},{"name":"b"}]
            {resources: {limits: {memory: 1Gi}}} | Deployment | /spec/template/spec/containers/0/resources | {"limits":{"memory":"1Gi"},"requests":{"cpu":"250m","memory":"256Mi"}}
            {certificates: {mode: files}} | Deployment | /spec/template/spec/containers/0/args/3 | "--certificates=files"
            {certificates: {lifetime: 12h}} | Deployment | /spec/template/spec/containers/0/args/5 | "--certificate-lifetime=12h"
            {maxMode: Warn} | Deployment | /spec/template/spec/containers/0/args/5 | "--max-mode=Warn"
            {priorityClassName: system-node-critical} | Deployment | /spec/template/spec/priorityClassName | "system-node-critical"
            {nodeSelector: {a: b}} | Deployment | /spec/template/spec/nodeSelector | {"a":"b"}
            {tolerations: [{operator: Exists}]} | Deployment | /spec/template/spec/tolerations | [{"operator":"Exists"}]
            {affinity: {podAntiAffinity: null}} | Deployment | /spec/template/spec/affinity/nodeAffinity/preferredDuringSchedulingIgnoredDuringExecution/0/weight | 100
            {topologySpreadConstraints: [{topologyKey: a, maxSkew: 2, whenUnsatisfiable: DoNotSchedule}]} | Deployment | /spec/template/spec/topologySpreadConstraints | [{"maxSkew":2,"topologyKey":"a","whenUnsatisfiable":"DoNotSchedule"}]
            {metrics: {serviceMonitor: {enabled: true, interval: 1m}}} | ServiceMonitor | /spec/endpoints/0/interval | "1m"
            {metrics: {serviceMonitor: {enabled: true, labels: {release: a}}}} | ServiceMonitor | /metadata/labels/release | "a"
            {metrics: {prometheusRule: {enabled: true, labels: {release: a}}}} | PrometheusRule | /metadata/labels | {"app.kubernetes.io/name":"kosmos-admission","app.kubernetes.io/part-of":"kosmos-admission","release":"a"}
            {networkPolicy: {from: [{ipBlock: {cidr: 10.0.0.0/8}}]}} | NetworkPolicy | /spec/ingress/0/from | [{"ipBlock":{"cidr":"10.0.0.0/8"}}]
            {networkPolicy: {apiServerPorts: [16443]}} | NetworkPolicy | /spec/egress/0/ports/2 | {"port":16443,"protocol":"TCP"}
            """)
    void eachValueArrives(String values, String kind, String field, String expected) {
        assertThat(Chart.rendered(values).find(kind, OURS).at(field)).hasToString(expected);
    }

    /** Of each: an object, and a field of it, that isn't there with the values but is without. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            {replicas: 1} | PodDisruptionBudget | kosmos-admission | /spec
            {canary: {enabled: false}} | Namespace | kosmos-admission-canary | /metadata
            {canary: {enabled: false}} | RoleBinding | kosmos-admission-canary | /subjects
            {canary: {enabled: false}} | ValidatingAdmissionPolicy | kosmos-admission-canary | /spec
            {canary: {enabled: false}} | ValidatingAdmissionPolicyBinding | kosmos-admission-pods | /spec
            {namespace: {create: false}} | Namespace | kosmos-admission | /metadata
            {networkPolicy: {enabled: false}} | NetworkPolicy | kosmos-admission | /spec
            {certificates: {mode: cert-manager}} | Secret | kosmos-admission-tls | /metadata
            {priorityClassName: ours} | ResourceQuota | kosmos-admission-critical-pods | /spec
            {priorityClassName: ""} | Deployment | kosmos-admission | /spec/template/spec/priorityClassName
            {affinity: {podAntiAffinity: null}} | Deployment | kosmos-admission | /spec/template/spec/affinity/podAntiAffinity
            {affinity: null} | Deployment | kosmos-admission | /spec/template/spec/affinity
            {tolerations: []} | Deployment | kosmos-admission | /spec/template/spec/tolerations
            {topologySpreadConstraints: []} | Deployment | kosmos-admission | /spec/template/spec/topologySpreadConstraints
            """)
    void whatIsSwitchedOffIsNotThere(String values, String kind, String name, String field) {
        assertThat(Chart.rendered("{}").find(kind, name).at(field).isMissingNode())
                .isFalse();
        assertThat(Chart.rendered(values).find(kind, name).at(field).isMissingNode())
                .isTrue();
    }

    /** Of each: the alerts that are left out, since they would always fire or mean nothing. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            {} |
            {canary: {enabled: false}} | KosmosAdmissionNobodyAsks
            {replicas: 1} | KosmosAdmissionFewReplicas
            {certificates: {lifetime: 43d}} |
            {certificates: {lifetime: 42d12h}} | KosmosAdmissionCertificateNotRenewed
            {certificates: {lifetime: 7d}} | KosmosAdmissionCertificateNotRenewed
            {certificates: {lifetime: 12h}} | KosmosAdmissionCertificateNotRenewed KosmosAdmissionCertificateEnds
            """)
    void alertsThatDontFitTheValuesAreLeftOut(String values, @Nullable String left) {
        String monitored = values.replaceFirst("\\{", "{metrics: {prometheusRule: {enabled: true}}, ");
        List<String> all = alerts(Kustomized.base("monitoring"));
        List<String> kept = alerts(Chart.rendered(monitored));

        assertThat(all).containsAll(kept);
        all.removeAll(kept);
        assertThat(String.join(" ", all)).isEqualTo(left == null ? "" : left);
    }

    private static List<String> alerts(ManifestObjects objects) {
        List<String> names = new ArrayList<>();
        objects.find("PrometheusRule", OURS)
                .at("/spec/groups/0/rules")
                .forEach(rule -> names.add(rule.path("alert").asText()));
        return names;
    }

    @Test
    void theDigestGoesBesideTheTag() {
        String digest = "sha256:" + "0a".repeat(32);

        assertThat(Chart.rendered("{image: {digest: \"" + digest + "\"}}")
                        .find("Deployment", OURS)
                        .at(CONTAINER + "/image")
                        .asText())
                .isEqualTo("registry.example.com/kosmos-admission:0.1.0@" + digest);
    }

    /** Lines, quotes and braces as they are: errors name lines of the file. */
    @Test
    void theRulesArriveByteForByte() {
        String rules =
                "  \n# a \"comment\": {{ no template }}\n\nmode: Warn # ünder\nproviderLabel: \"example.com/p\"\n";
        ManifestObjects rendered = Chart.rendered(
                "{rules: \"%s\"}".formatted(rules.replace("\"", "\\\"").replace("\n", "\\n")));

        assertThat(rendered.find("ConfigMap", RulesConfigMap.NAME)
                        .at("/data/rules.yaml")
                        .asText())
                .isEqualTo(rules);
    }

    /** A policy that knew another label than the rules would hold nobody to anything. */
    @Test
    void thePoliciesReadTheProvidersLabelFromTheRules() {
        String values = "{labelNodes: {enabled: true}, nodeGuard: {enabled: true}, rules: \"%s\"}";
        ManifestObjects rendered = Chart.rendered(values.formatted("providerLabel: example.com/p"));
        ManifestObjects wrong = Chart.rendered(values.formatted("providerLabel: [{"));

        for (String name : List.of("kosmos-admission-label-nodes", "kosmos-admission-node-guard")) {
            String field = "/data/providerLabel";
            assertThat(rendered.find("ConfigMap", name).at(field).asText()).isEqualTo("example.com/p");
            assertThat(wrong.find("ConfigMap", name).at(field).asText()).isEqualTo("provider");
        }
    }

    @Test
    void theNodeGuardTrustsWhoIsNamedAndWarnsAtFirst() {
        ManifestObjects rendered = Chart.rendered("""
                nodeGuard:
                  enabled: true
                  validationActions: [Warn, Audit]
                  trustCloudControllers: false
                  trusted: ["system:serviceaccount:karpenter:karpenter", "a user: of #1"]
                """);

        assertThat(rendered.find("ConfigMap", "kosmos-admission-node-guard")
                        .at("/data/trusted")
                        .asText())
                .isEqualTo("system:serviceaccount:karpenter:karpenter\na user: of #1\n");
        for (String name : List.of("kosmos-admission-node-guard", "kosmos-admission-storage-guard")) {
            assertThat(rendered.find("ValidatingAdmissionPolicyBinding", name).at("/spec/validationActions"))
                    .hasToString("[\"Warn\",\"Audit\"]");
        }
    }

    /** Of each: what Helm says of the value, by its place. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            {replica: 3} | at '': additional properties 'replica' not allowed
            {image: {tagg: x}} | at '/image': additional properties 'tagg' not allowed
            {image: {repository: "A b"}} | at '/image/repository': 'A b' does not match pattern
            {image: {digest: "sha256:12"}} | at '/image/digest': 'sha256:12' does not match pattern
            {replicas: 0} | at '/replicas': minimum: got 0, want 1
            {replicas: 20} | at '/replicas': maximum: got 20, want 19
            {replicas: null} | at '': missing property 'replicas'
            {image: {tag: null}} | at '/image': missing property 'tag'
            {replicas: "2"} | at '/replicas': got string, want integer
            {resources: {limits: {memory: much}}} | at '/resources/limits/memory': 'much' does not match pattern
            {resources: {limit: {}}} | at '/resources': additional properties 'limit' not allowed
            {rules: {mode: Audit}} | at '/rules': got object, want string
            {rules: ""} | at '/rules': minLength: got 0, want 1
            {maxMode: audit} | at '/maxMode': value must be one of '', 'Enforce', 'Warn', 'Audit', 'Disabled'
            {certificates: {mode: own}} | at '/certificates/mode': value must be one of 'managed', 'files', 'cert-manager'
            {certificates: {lifetime: 3w}} | at '/certificates/lifetime': '3w' does not match pattern
            {certificates: {lifetime: 30s}} | at '/certificates/lifetime': '30s' does not match pattern
            {certificates: {mode: files, lifetime: 3d}} | certificates.lifetime is for certificates.mode managed; with files
            {labelNodes: true} | at '/labelNodes': got boolean, want object
            {nodeGuard: {enabled: "true"}} | at '/nodeGuard/enabled': got string, want boolean
            {nodeGuard: {validationActions: []}} | at '/nodeGuard/validationActions': minItems: got 0, want 1
            {nodeGuard: {trusted: ["a\\nb"]}} | at '/nodeGuard/trusted/0': 'a\\nb' does not match pattern
            {metrics: {enabled: true}} | at '/metrics': additional properties 'enabled' not allowed
            {metrics: {serviceMonitor: {interval: often}}} | at '/metrics/serviceMonitor/interval': 'often' does not match pattern
            {networkPolicy: {apiServerPorts: [70000]}} | at '/networkPolicy/apiServerPorts/0': maximum: got 70,000, want 65,535
            {networkPolicy: {from: [{podselector: {}}]}} | at '/networkPolicy/from/0': additional properties 'podselector' not allowed
            {tolerations: [{key: a, effect: NoSchedul}]} | at '/tolerations/0/effect': value must be one of
            {affinity: {nodeAffinity: {requiredDuringScheduling: {}}}} | at '/affinity/nodeAffinity': additional properties
            {topologySpreadConstraints: [{topologyKey: a}]} | at '/topologySpreadConstraints/0': missing properties 'maxSkew', 'whenUnsatisfiable'
            {priorityClassName: "A class"} | at '/priorityClassName': 'A class' does not match pattern
            """)
    void aWrongValueIsRefusedAndItsPlaceIsNamed(String values, String sentence) {
        assertThatThrownBy(() -> Chart.rendered(values)).hasMessageContaining(sentence);
    }

    /** What a chart of charts hands down is nobody's mistake. */
    @Test
    void leavesTheValuesOfAnUmbrellaAlone() {
        assertThat(Chart.rendered("{global: {a: b}}").fields())
                .isEqualTo(Chart.rendered("{}").fields());
    }

    /** Every object says what it may hold; of those that don't, a wrong name would pass without a word. */
    @Test
    void theSchemaIsStrictEverywhereAndExplainsEveryValue() {
        JsonNode schema = Chart.file("values.schema.json");
        List<String> open = new ArrayList<>();
        collectOpen(schema, "", open);

        assertThat(open).containsExactly("/properties/global");
        assertThat(ChartValues.leaves().keySet())
                .allSatisfy(name -> assertThat(ChartValues.description(name)).isNotBlank());
        TreeSet<String> described = new TreeSet<>(ChartValues.described());
        described.remove("global");
        assertThat(described).isEqualTo(new TreeSet<>(ChartValues.leaves().keySet()));
    }

    private static void collectOpen(JsonNode schema, String path, List<String> open) {
        if (schema.path("type").asText().equals("object") && !schema.has("additionalProperties")) {
            open.add(path);
        }
        schema.properties().forEach(field -> {
            if (field.getValue().isContainerNode()) {
                collectOpen(field.getValue(), path + "/" + field.getKey(), open);
            }
        });
    }

    /** Helm's three-way merge takes back what a chart writes: these are written by the replicas. */
    @Test
    void noUpgradeTakesBackWhatTheReplicasWroteAndNothingRunsBesideThem() {
        ManifestObjects rendered = Chart.rendered("{labelNodes: {enabled: true}, nodeGuard: {enabled: true}}");

        assertThat(rendered.fields().keySet())
                .noneMatch(field -> field.contains("caBundle") || field.contains("helm.sh/hook"));
        assertThat(rendered.byName().keySet())
                .noneMatch(name -> name.matches(".* (Job|CronJob|Pod|CustomResourceDefinition) .*"));
        for (JsonNode written : List.of(
                rendered.find("Secret", "kosmos-admission-tls"),
                rendered.find("ConfigMap", "kosmos-admission-last-good"),
                rendered.find("Lease", OURS))) {
            assertThat(written.fieldNames()).toIterable().containsExactly("apiVersion", "kind", "metadata");
        }
        assertThat(InstalledManifests.rights(rendered.find("Role", OURS))).isEqualTo(NeededRights.inOurNamespace());
    }

    @Test
    void itsVersionIsThatOfTheImage() {
        String tag =
                InstalledManifests.kustomization("base").at("/images/0/newTag").asText();

        assertThat(Chart.file("Chart.yaml").path("appVersion").asText()).isEqualTo(tag);
        assertThat(Chart.file("Chart.yaml").path("version").asText()).isEqualTo(tag);
    }
}
