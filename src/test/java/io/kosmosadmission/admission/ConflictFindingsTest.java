package io.kosmosadmission.admission;

import static org.assertj.core.api.Assertions.assertThat;

import io.kosmosadmission.GivenCluster;
import io.kosmosadmission.kube.Kind;
import io.kosmosadmission.kube.ObjectKey;
import io.kosmosadmission.kube.WorkloadKind;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Everything that conflicts is told once, on both objects, and nothing that can run. */
class ConflictFindingsTest {

    private static final String CLASS_AND_CLAIM = GivenCluster.THREE_PROVIDERS + """
        {apiVersion: storage.k8s.io/v1, kind: StorageClass, metadata: {name: gp3}, provisioner: ebs.csi.aws.com}
        ---
        {apiVersion: v1, kind: PersistentVolumeClaim, metadata: {name: data, namespace: shop}, spec: {storageClassName: gp3}}
        ---
        """;
    private static final String SPEC =
            "{nodeSelector: {provider: scaleway}, volumes: [{name: d, persistentVolumeClaim: {claimName: data}}]}";
    private static final ObjectKey CLAIM = ObjectKey.claim("shop", "data");

    private static final String DEPLOYMENT =
            "{apiVersion: apps/v1, kind: Deployment, metadata: {name: db, namespace: shop},"
                    + " spec: {replicas: 1, template: {metadata: {labels: {app: db}}, spec: " + SPEC + "}}}\n---\n";

    private static String pod(String phase, String owner) {
        return "{apiVersion: v1, kind: Pod, metadata: {name: db-0, namespace: shop, ownerReferences: [" + owner
                + "]}, spec: " + SPEC + ", status: {phase: " + phase + "}}\n---\n";
    }

    private static List<Finding> find(String rules, String manifests) {
        return Findings.ofConsumers(new ClusterState(
                        GivenCluster.configuration(rules), GivenCluster.inventory(rules, CLASS_AND_CLAIM + manifests)))
                .all();
    }

    private static final String SELECTED = "{apiVersion: storage.k8s.io/v1, kind: StorageClass, metadata: {name: nfs},"
            + " provisioner: nfs.csi.k8s.io, volumeBindingMode: WaitForFirstConsumer}\n---\n"
            + "{apiVersion: v1, kind: PersistentVolumeClaim, metadata: {name: data, namespace: shop, annotations:"
            + " {volume.kubernetes.io/selected-node: aws-1}}, spec: {storageClassName: nfs}}\n---\n";

    @Test
    void aClaimForANodeWhereItsPodCannotBeIsTold() {
        assertThat(find("", SELECTED + pod("Pending", ""))).singleElement().satisfies(finding -> {
            assertThat(finding.check()).isEqualTo(Finding.Check.SelectedNodeElsewhere);
            assertThat(finding.subjects()).containsExactly(CLAIM, ObjectKey.pod("shop", "db-0"));
            assertThat(finding.message()).startsWith("pod \"db-0\" doesn't run on node aws-1, ");
        });
        assertThat(find("", SELECTED)).isEmpty();
        assertThat(find("", SELECTED + pod("Succeeded", ""))).isEmpty();
        assertThat(find("exempt: [{namespaces: [shop]}]", SELECTED + pod("Pending", "")))
                .isEmpty();
        assertThat(find("storage: {mode: Disabled}", SELECTED + pod("Pending", "")))
                .isEmpty();
    }

    @Test
    void aClaimForANodeWhereItCannotBeIsToldWhoeverUsesIt() {
        String elsewhere = SELECTED.replace("nfs.csi.k8s.io", "csi.scaleway.com");
        assertThat(find("", elsewhere)).singleElement().satisfies(finding -> {
            assertThat(finding.subjects()).containsExactly(CLAIM);
            assertThat(finding.message()).startsWith("claim \"data\" is to be made for node aws-1, ");
        });
        assertThat(find("", elsewhere + pod("Pending", ""))).hasSize(1);
    }

    @Test
    void aDeploymentAndItsClaimAreToldOfTheirConflict() {
        assertThat(find("contact: \"#platform\"", DEPLOYMENT)).singleElement().satisfies(finding -> {
            assertThat(finding.check()).isEqualTo(Finding.Check.StorageConflict);
            assertThat(finding.subjects())
                    .containsExactly(ObjectKey.workload(WorkloadKind.Deployment, "shop", "db"), CLAIM);
            assertThat(finding.message())
                    .startsWith("[KA101] deployment \"db\" ")
                    .endsWith("#platform");
        });
    }

    @Test
    void aPodThatIsNobodysIsToldToo() {
        assertThat(find("", pod("Pending", "")))
                .singleElement()
                .extracting(Finding::subjects)
                .isEqualTo(List.of(ObjectKey.pod("shop", "db-0"), CLAIM));
    }

    @Test
    void whatRunsHasProvedThatItCan() {
        assertThat(find("", pod("Running", ""))).isEmpty();
        assertThat(find("", pod("Succeeded", ""))).isEmpty();
    }

    @Test
    void whatAControllersTemplateShowsIsToldOfTheControllerAlone() {
        String set = "{apiVersion: apps/v1, kind: StatefulSet, metadata: {name: db, namespace: shop},"
                + " spec: {replicas: 1, template: {metadata: {labels: {app: db}}, spec: " + SPEC + "}}}\n---\n";
        String owner = "{apiVersion: apps/v1, kind: StatefulSet, name: db, uid: u, controller: true}";
        assertThat(find("", set + pod("Pending", owner)))
                .singleElement()
                .extracting(finding -> finding.subjects().get(0).kind())
                .isEqualTo(Kind.of(WorkloadKind.StatefulSet));
    }

    @Test
    void aPodSeenBeforeItsControllerIsLeftToTheController() {
        String owner = "{apiVersion: apps/v1, kind: ReplicaSet, name: db-1, uid: u, controller: true}";
        assertThat(find("", DEPLOYMENT + pod("Pending", owner)))
                .singleElement()
                .extracting(finding -> finding.subjects().get(0).kind())
                .isEqualTo(Kind.of(WorkloadKind.Deployment));
    }

    @Test
    void exemptNamespacesAndDisabledStorageAreLeftAlone() {
        assertThat(find("exempt: [{namespaces: [shop]}]", DEPLOYMENT)).isEmpty();
        assertThat(find("storage: {mode: Disabled}", DEPLOYMENT)).isEmpty();
        assertThat(find("mode: Audit", DEPLOYMENT)).hasSize(1);
    }

    @Test
    void replicasThatNoProviderTakesAreTold() {
        String rules = "rules: [{name: apart, match: [{}], placement: {onePerProvider: Required}}]";
        String four =
                "{apiVersion: apps/v1, kind: Deployment, metadata: {name: web, namespace: shop}, spec: {replicas: 4,"
                        + " template: {metadata: {labels: {app: web}}, spec: {}}}}";
        assertThat(find(rules, four)).singleElement().satisfies(finding -> {
            assertThat(finding.check()).isEqualTo(Finding.Check.SurplusReplicas);
            assertThat(finding.subjects()).containsExactly(ObjectKey.workload(WorkloadKind.Deployment, "shop", "web"));
            assertThat(finding.message())
                    .isEqualTo("deployment \"web\" asks for 4 replicas, one per provider, but can run on 3 live"
                            + " providers (aws, hetzner, scaleway): 1 will stay Pending");
        });
        assertThat(find(rules, four.replace("replicas: 4", "replicas: 3"))).isEmpty();
        assertThat(find(rules.replace("Required", "Preferred"), four)).isEmpty();
        assertThat(find("mode: Warn\n" + rules, four)).isEmpty();
        assertThat(find("", four)).isEmpty();
        assertThat(find(
                        rules,
                        four.replace("apps/v1, kind: Deployment", "batch/v1, kind: Job")
                                .replace("replicas", "parallelism")))
                .isEmpty();
    }

    @Test
    void wordsThatContradictThemselvesAreTold() {
        String nowhere =
                "{apiVersion: apps/v1, kind: Deployment, metadata: {name: web, namespace: shop}, spec: {replicas: 1,"
                        + " template: {spec: {nodeSelector: {provider: aws, k8s.scaleway.com/managed: \"true\"}}}}}";
        assertThat(find("", nowhere)).extracting(Finding::check).containsExactly(Finding.Check.NowhereToRun);
    }

    private static String web(int replicas, String spec) {
        return "{apiVersion: apps/v1, kind: Deployment, metadata: {name: web, namespace: shop}, spec: {replicas: "
                + replicas + ", template: {metadata: {labels: {app: web}}, spec: " + spec + "}}}\n---\n";
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        a misspelt provider              | - | {nodeSelector: {provider: awss}} | nodeSelector provider=awss (nobody; nodes bear the label of aws, hetzner and scaleway)
        in Audit too                     | mode: Audit | {nodeSelector: {rack: r1}} | nodeSelector rack=r1 (nobody)
        a hard spread of a stored template | "boundaries: [{name: edge, match: [{}], providers: {required: [hetzner]}}]" | \
        {topologySpreadConstraints: [{maxSkew: 1, topologyKey: topology.kubernetes.io/zone, whenUnsatisfiable: DoNotSchedule}]} | \
        boundary "edge" (only hetzner), hard spread over topology.kubernetes.io/zone (only aws and scaleway)
        its required podAffinity         | - | {affinity: {podAffinity: {requiredDuringSchedulingIgnoredDuringExecution: [{topologyKey: rack}]}}} | podAffinity over rack (nobody)
        a boundary alone                 | "boundaries: [{name: edge, match: [{}], providers: {required: [gcp]}}]" | {} | \
        boundary "edge" (nobody; nodes bear the label of aws, hetzner and scaleway)
        """)
    void whatAsksForNodesThatNobodyHasIsTold(String sentence, String rules, String spec, String words) {
        assertThat(find(rules.equals("-") ? "" : rules.replaceAll("^\"|\"$", ""), web(1, spec)))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.check()).isEqualTo(Finding.Check.NowhereToday);
                    assertThat(finding.subjects())
                            .containsExactly(ObjectKey.workload(WorkloadKind.Deployment, "shop", "web"));
                    assertThat(finding.message())
                            .isEqualTo(
                                    "deployment \"web\" asks for nodes that nobody has today, and stays Pending until"
                                            + " one joins: " + words);
                });
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        a node that is there      | -                                 | 1 | {nodeSelector: {provider: aws}}
        a soft spread             | -                                 | 1 | {nodeSelector: {provider: hetzner}, topologySpreadConstraints: [{maxSkew: 1, \
        topologyKey: topology.kubernetes.io/zone, whenUnsatisfiable: ScheduleAnyway}]}
        it wants no pod           | -                                 | 0 | {nodeSelector: {provider: awss}}
        an exempt namespace       | 'exempt: [{namespaces: [shop]}]'  | 1 | {nodeSelector: {provider: awss}}
        a namespace that is off   | 'mode: Disabled'                  | 1 | {nodeSelector: {provider: awss}}
        """)
    void whatAsksForNoSuchNodesIsNot(String sentence, String rules, int replicas, String spec) {
        assertThat(find(rules.equals("-") ? "" : rules, web(replicas, spec))).isEmpty();
    }

    @Test
    void aBarePodIsToldOfItsClaimAndItsWords() {
        String pod =
                "{apiVersion: v1, kind: Pod, metadata: {name: db-0, namespace: shop}, spec: {nodeSelector: {rack: r1},"
                        + " volumes: [{name: d, persistentVolumeClaim: {claimName: data}}]}, status: {phase: Pending}}";
        assertThat(find("", pod)).singleElement().satisfies(finding -> {
            assertThat(finding.check()).isEqualTo(Finding.Check.NowhereToday);
            assertThat(finding.message())
                    .isEqualTo("pod \"db-0\" asks for nodes that nobody has today, and stays Pending until one joins:"
                            + " nodeSelector rack=r1 (nobody)");
        });
    }

    @Test
    void aPodOfAControllerIsToldByIt() {
        String owner = "{apiVersion: apps/v1, kind: ReplicaSet, name: db-1, uid: u, controller: true}";
        String pod = "{apiVersion: v1, kind: Pod, metadata: {name: db-0, namespace: shop, ownerReferences: [" + owner
                + "]}, spec: {nodeSelector: {rack: r1}, volumes: [{name: d, emptyDir: {}}, {name: e,"
                + " persistentVolumeClaim: {claimName: data}}]}, status: {phase: Pending}}";
        assertThat(find("", pod)).isEmpty();
    }

    private static final String TOLERATES = "{tolerations: [{key: provider, operator: Exists}]}";

    private static String bare(String phase, String metadata, String spec) {
        return "{apiVersion: v1, kind: Pod, metadata: {name: web, namespace: shop" + metadata + "}, spec: " + spec
                + ", status: {phase: " + phase + "}}\n---\n";
    }

    @Test
    void aTemplateThatToleratesWhatNothingGrantsIsTold() {
        assertThat(find("guard: {mode: Enforce}", web(1, TOLERATES)))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.check()).isEqualTo(Finding.Check.UngrantedToleration);
                    assertThat(finding.subjects())
                            .containsExactly(ObjectKey.workload(WorkloadKind.Deployment, "shop", "web"));
                    assertThat(finding.message())
                            .startsWith(
                                    "[KA301] deployment \"web\" tolerates the taint provider=aws:NoSchedule of aws,");
                });
        assertThat(find("guard: {mode: Audit}", web(1, TOLERATES))).hasSize(1);
    }

    /** Whether it has a volume or not, and whoever chose its node. */
    @Test
    void aBarePodThatRunsIsToldOfItsToleration() {
        String onAws = TOLERATES.replace("{tol", "{nodeName: aws-1, tol");
        assertThat(find("guard: {mode: Enforce}", bare("Running", "", onAws)))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.check()).isEqualTo(Finding.Check.UngrantedToleration);
                    assertThat(finding.subjects()).containsExactly(ObjectKey.pod("shop", "web"));
                });
        assertThat(find("guard: {mode: Enforce}", bare("Running", "", "{nodeName: aws-1}")))
                .as("which node the scheduler chose says nothing")
                .isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        no guard                  | -                                                             | Running   | ''
        a guard that is off       | 'guard: {mode: Disabled}'                                     | Running   | ''
        an allowed namespace      | 'guard: {mode: Enforce, allow: [{namespaces: [shop]}]}'       | Running   | ''
        an exempt namespace       | 'guard: {mode: Enforce}, exempt: [{namespaces: [shop]}]'      | Running   | ''
        a pod that has ended      | 'guard: {mode: Enforce}'                                      | Succeeded | ''
        a pod that is going       | 'guard: {mode: Enforce}'                                      | Running   | ', deletionTimestamp: "2026-01-01T00:00:00Z"'
        a pod that its set tells  | 'guard: {mode: Enforce}'                                      | Running   | \
        ', ownerReferences: [{apiVersion: apps/v1, kind: StatefulSet, name: gone, uid: u, controller: true}]'
        a static pod              | 'guard: {mode: Enforce}'                                      | Running   | ', annotations: {kubernetes.io/config.mirror: x}'
        """)
    void whoseTolerationIsNotTold(String sentence, String rules, String phase, String metadata) {
        String text = rules.equals("-") ? "" : rules.replace("}, ", "}\n");
        assertThat(find(text, bare(phase, metadata, TOLERATES))).isEmpty();
    }
}
