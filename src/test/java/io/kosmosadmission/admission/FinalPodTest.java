package io.kosmosadmission.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.kosmosadmission.GivenCluster;
import io.kosmosadmission.admission.placing.PodPlacement;
import io.kosmosadmission.admission.scope.Scope;
import io.kosmosadmission.config.Mode;
import io.kosmosadmission.kube.PodView;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code /validate} says of a pod whose labels a webhook behind us has changed since it was placed. */
class FinalPodTest {

    private static final String LOST =
            "the anti-affinity over providers selects this pod no more: a label was changed after it was placed, and it is not"
                    + " kept one per provider";

    private static final String RULES = """
            rules:
            - {name: one, match: [{podSelector: {matchLabels: {app: shop}}}], placement: {onePerProvider: Required}}
            - {name: wish, match: [{namespaces: [elsewhere]}], placement: {onePerProvider: Preferred}}
            - {name: near, match: [{namespaces: [elsewhere]}], placement: {prefer: [aws]}}
            """;
    private static final String ON_LABELLED =
            "{requiredDuringSchedulingIgnoredDuringExecution: {nodeSelectorTerms: [{matchExpressions: [{key: provider,"
                    + " operator: Exists}]}]}}";

    static Stream<Arguments> pods() {
        return Stream.of(
                arguments("the label is another now", "{app: cart}", "one", apartFrom("shop"), List.of(LOST)),
                arguments("only by wish", "{app: cart}", "wish", wishedFrom("shop", 100), List.of(LOST)),
                arguments("the label is as it was", "{app: shop}", "one", apartFrom("shop"), List.of()),
                arguments("its user keeps it from others", "{app: cart}", "near", apartFrom("shop"), List.of()),
                arguments("nobody placed it", "{app: cart}", "", apartFrom("shop"), List.of()),
                arguments("no label is left", "{}", "one", apartFrom("shop"), List.of(LOST)),
                arguments("no label is left to a wish", "{}", "wish", wishedFrom("shop", 100), List.of(LOST)),
                arguments(
                        "its user's own wish was enough", "{app: cart}", "wish", wishedFrom("shop", 7), List.of(LOST)),
                arguments("its user's wish, and no label", "{}", "wish", wishedFrom("shop", 7), List.of()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("pods")
    void isToldThatItsAntiAffinitySelectsItNoMore(
            String about, String labels, String rule, String antiAffinity, List<String> warnings) {
        String nodes = rule.equals("one") ? ", nodeAffinity: " + ON_LABELLED : "";
        PodView pod = GivenCluster.podWith(
                "{name: web, namespace: default, labels: " + labels + ", annotations: " + annotations(rule) + "}",
                "{affinity: {podAntiAffinity: " + antiAffinity + nodes + "}}");
        assertThat(warnings(pod)).isEqualTo(warnings);
    }

    /** The annotation is a text for people. */
    @Test
    void isToldNothingByTheWordsOfItsAnnotationAlone() {
        String metadata =
                "{name: web, namespace: default, labels: {app: cart}, annotations: {kosmos-admission.io/placed-by:"
                        + " near, kosmos-admission.io/placed: one per provider}}";
        assertThat(warnings(GivenCluster.podWith(metadata, "{affinity: {podAntiAffinity: " + apartFrom("shop") + "}}")))
                .isEmpty();
    }

    /** Nothing stable selected it, so the rule could not keep it apart; what keeps it from others is its user's. */
    @Test
    void isToldNothingWhereItsRuleCouldNotKeepIt() {
        String metadata = "{name: web, namespace: default, annotations: " + annotations("one") + "}";
        assertThat(warnings(GivenCluster.podWith(metadata, "{affinity: {podAntiAffinity: " + apartFrom("shop") + "}}")))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Required", "Preferred"})
    void isToldOfWhatTheWebhookItselfPlaced(String strength) {
        String rules =
                "rules: [{name: one, match: [{namespaces: [default]}], placement: {onePerProvider: " + strength + "}}]";
        ClusterState state = state(rules);
        String labels = "pod-template-hash: abc, team: a";
        PodView pod =
                GivenCluster.podWith("{name: web, namespace: default, labels: {app: shop, " + labels + "}}", "{}");
        Scope scope = new Scope(state.configuration(), state.inventory().namespace("default"), Mode.Enforce);
        PodPlacement placed =
                state.placer().place(pod, scope.parts(pod, scope.rule(pod).found()));
        PodView changed = placed.result()
                .withMetadata(GivenCluster.podWith(
                                "{name: web, namespace: default, labels: {app: cart, " + labels + "}, annotations: "
                                        + annotations("one") + "}",
                                "{}")
                        .metadata());
        assertThat(placed.annotations()).containsEntry(PlacementAnnotations.PLACED_BY, "one");
        assertThat(warnings(changed, state)).containsExactly(LOST);
    }

    private static List<String> warnings(PodView pod) {
        return warnings(pod, state(RULES));
    }

    private static List<String> warnings(PodView pod, ClusterState state) {
        return new Reviewer(Mode.Enforce)
                .review(Webhook.validate, GivenCluster.creation(pod), state)
                .notes()
                .warnings();
    }

    private static ClusterState state(String rules) {
        return new ClusterState(
                GivenCluster.configuration(rules), GivenCluster.inventory(rules, GivenCluster.THREE_PROVIDERS));
    }

    private static String annotations(String rule) {
        return rule.isEmpty()
                ? "{}"
                : "{kosmos-admission.io/placed-by: " + rule + ", kosmos-admission.io/placed: in whatever words}";
    }

    private static String apartFrom(String app) {
        return "{requiredDuringSchedulingIgnoredDuringExecution: [" + term(app) + "]}";
    }

    private static String wishedFrom(String app, int weight) {
        return "{preferredDuringSchedulingIgnoredDuringExecution: [{weight: " + weight + ", podAffinityTerm: "
                + term(app) + "}]}";
    }

    private static String term(String app) {
        return "{topologyKey: provider, labelSelector: {matchLabels: {app: " + app + "}}}";
    }
}
