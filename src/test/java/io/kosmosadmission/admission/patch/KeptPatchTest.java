package io.kosmosadmission.admission.patch;

import static org.assertj.core.api.Assertions.assertThat;

import io.kosmosadmission.GivenCluster;
import io.kosmosadmission.kube.PodView;
import io.kosmosadmission.placement.AddedForms;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** In the rows, R and P stand for the paths of required and preferred node affinity, N for its terms, A for that of preferred anti-affinity. */
class KeptPatchTest {

    private static final AddedForms FORMS = new AddedForms(
            GivenCluster.inventory("", GivenCluster.THREE_PROVIDERS).providers());

    private static final Map<String, String> SHORT = new TreeMap<>(Map.of(
                    "/spec/affinity/nodeAffinity/requiredDuringSchedulingIgnoredDuringExecution/nodeSelectorTerms", "N",
                    "/spec/affinity/nodeAffinity/preferredDuringSchedulingIgnoredDuringExecution", "P",
                    "/spec/affinity/nodeAffinity/requiredDuringSchedulingIgnoredDuringExecution", "R",
                    "/spec/affinity/podAntiAffinity/preferredDuringSchedulingIgnoredDuringExecution", "A"))
            .descendingMap();

    private static final Map<String, String> EXPRESSIONS = Map.of(
            "own", "{key: disk, operator: Exists}",
            "more", "{key: cpu, operator: Exists}",
            "aws", "{key: provider, operator: In, values: [aws]}",
            "gcp", "{key: provider, operator: In, values: [gcp]}",
            "any", "{key: provider, operator: Exists}");

    /** Terms of words; "empty" is a term without any. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        nothing lacks                        | own aws           | own aws   | -
        behind the pod's own                 | own aws           | own       | N/0/matchExpressions/1
        before what is new                   | own aws           | own more  | N/0/matchExpressions/1
        between the pod's own                | own aws more any  | own more  | N/0/matchExpressions/1 N/0/matchExpressions/3
        one of two                           | own aws any       | own aws   | N/0/matchExpressions/2
        at the end, where the pod's own lack | own more aws      | own       | N/0/matchExpressions/1
        in each term its own                 | own aws; more any | own; more | N/0/matchExpressions/1 N/1/matchExpressions/1
        not for a term that is gone          | own aws; more any | own       | N/0/matchExpressions/1
        not into an empty term               | own aws           | empty     | -
        the term of a pod without any        | aws any           |           | /spec/affinity /spec/affinity/nodeAffinity R
        not a term that has others           | own aws           |           | -
        not one of two                       | aws; any          |           | -
        not where it was changed             | own aws           | own gcp   | -
        one of two, where one was changed    | own aws any       | own gcp   | N/0/matchExpressions/2
        """)
    void putsRequirementsBack(String sentence, String before, String now, String paths) {
        assertThat(paths(requiring(now), requiring(before))).isEqualTo(paths);
    }

    private static PodView requiring(String terms) {
        return terms == null
                ? GivenCluster.pod("{}")
                : GivenCluster.pod("{affinity: {nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution:"
                        + " {nodeSelectorTerms: ["
                        + Arrays.stream(terms.split("; "))
                                .map(KeptPatchTest::term)
                                .collect(Collectors.joining(", "))
                        + "]}}}}");
    }

    private static String term(String words) {
        return words.equals("empty")
                ? "{}"
                : "{matchExpressions: ["
                        + Arrays.stream(words.split(" ")).map(EXPRESSIONS::get).collect(Collectors.joining(", "))
                        + "]}";
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        at its place            | aws; own | own | P/0
        all of them             | aws; any |     | /spec/affinity /spec/affinity/nodeAffinity P
        not one of others       | own      |     | -
        not one that mixes      | own aws  |     | -
        """)
    void putsWishesBack(String sentence, String before, String now, String paths) {
        assertThat(paths(wishing(now), wishing(before))).isEqualTo(paths);
    }

    private static PodView wishing(String terms) {
        return terms == null
                ? GivenCluster.pod("{}")
                : GivenCluster.pod("{affinity: {nodeAffinity: {preferredDuringSchedulingIgnoredDuringExecution: ["
                        + Arrays.stream(terms.split("; "))
                                .map(words -> "{weight: 100, preference: " + term(words) + "}")
                                .collect(Collectors.joining(", "))
                        + "]}}}");
    }

    private static final String HOST_WISH =
            "{weight: 5, podAffinityTerm: {topologyKey: kubernetes.io/hostname, labelSelector: {matchLabels: {app: web}}}}";

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        a toleration behind the pod's own    | tolerations: [own, aws]      | tolerations: [own]       | /spec/tolerations/-
        all of them                          | tolerations: [aws, gcp]      |                          | /spec/tolerations
        null is no list                      | tolerations: [aws]           | tolerations: null        | /spec/tolerations
        not one that exists                  | tolerations: [own]           |                          | -
        not one for a while                  | tolerations: [while]         |                          | -
        not one that has seconds now         | tolerations: [lost]          | tolerations: [while]     | -
        not one without an effect            | tolerations: [any]           |                          | -
        a constraint over providers          | topologySpreadConstraints: [zone, ours] | topologySpreadConstraints: [zone] | /spec/topologySpreadConstraints/1
        one over hosts                       | topologySpreadConstraints: [ours, host] | topologySpreadConstraints: [ours] | /spec/topologySpreadConstraints/1
        not one of others                    | topologySpreadConstraints: [zone]       |                                   | -
        an anti-affinity over hosts          | anti: [hosts]                | anti: []                 | A/0
        a list that nothing is in            | anti: [hosts]                |                          | /spec/affinity /spec/affinity/podAntiAffinity A
        """)
    void putsAllElseBack(String sentence, String before, String now, String paths) {
        assertThat(paths(whole(now), whole(before))).isEqualTo(paths);
    }

    private static PodView whole(String field) {
        String spec = field == null ? "" : field;
        return GivenCluster.pod("{"
                + spec.replaceAll("\\bown\\b", "{key: own, operator: Exists}")
                        .replaceAll("\\baws\\b", "{key: provider, operator: Equal, value: aws, effect: NoSchedule}")
                        .replaceAll("\\bgcp\\b", "{key: provider, operator: Equal, value: gcp, effect: NoSchedule}")
                        .replaceAll("\\bany\\b", "{key: provider, operator: Equal, value: aws}")
                        .replaceAll("\\blost\\b", "{key: lost, operator: Equal, effect: NoExecute}")
                        .replaceAll(
                                "\\bwhile\\b", "{key: lost, operator: Equal, effect: NoExecute, tolerationSeconds: 5}")
                        .replaceAll("\\bzone\\b", "{maxSkew: 1, topologyKey: zone, whenUnsatisfiable: ScheduleAnyway}")
                        .replaceAll(
                                "\\bhost\\b",
                                "{maxSkew: 3, topologyKey: kubernetes.io/hostname, whenUnsatisfiable: ScheduleAnyway}")
                        .replaceAll(
                                "\\bours\\b",
                                "{maxSkew: 1, topologyKey: provider, whenUnsatisfiable: ScheduleAnyway, nodeTaintsPolicy: Honor}")
                        .replaceAll(
                                "anti: (\\[.*\\])",
                                "affinity: {podAntiAffinity: {preferredDuringSchedulingIgnoredDuringExecution: $1}}")
                        .replace("hosts", HOST_WISH)
                + "}");
    }

    @Test
    void putsBackTheAnnotationsAlongWithIt() {
        Map<String, String> ours = Map.of("kosmos-admission.io/placed-by", "default");
        PodView lacking = GivenCluster.podWith("{name: web}", "{}");

        assertThat(KeptPatch.of(lacking, whole("tolerations: [aws]"), FORMS, ours))
                .extracting(operation -> operation.path())
                .containsExactly("/spec/tolerations", "/metadata/annotations");
        assertThat(KeptPatch.of(lacking, whole("tolerations: [own]"), FORMS, ours))
                .isEmpty();
    }

    private static String paths(PodView now, PodView before) {
        String paths = KeptPatch.of(now, before, FORMS, Map.of()).stream()
                .map(operation -> operation.path())
                .collect(Collectors.joining(" "));
        for (Map.Entry<String, String> each : SHORT.entrySet()) {
            paths = paths.replace(each.getKey(), each.getValue());
        }
        return paths.isEmpty() ? "-" : paths;
    }
}
