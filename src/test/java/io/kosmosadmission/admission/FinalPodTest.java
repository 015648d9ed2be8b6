package io.kosmosadmission.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.kosmosadmission.GivenCluster;
import io.kosmosadmission.config.Mode;
import io.kosmosadmission.kube.PodView;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What {@code /validate} says of a pod whose labels a webhook behind us has changed since it was placed. */
class FinalPodTest {

    private static final String LOST =
            "the anti-affinity over providers selects this pod no more: a label was changed after it was placed, and it is not"
                    + " kept one per provider";

    static Stream<Arguments> pods() {
        return Stream.of(
                arguments("the label is another now", "cart", "one per provider", apartFrom("shop"), List.of(LOST)),
                arguments("only by wish", "cart", "one per provider if possible", wishedFrom("shop"), List.of(LOST)),
                arguments("the label is as it was", "shop", "one per provider", apartFrom("shop"), List.of()),
                arguments("its user keeps it from others", "cart", "prefers aws", apartFrom("shop"), List.of()),
                arguments("nobody placed it", "cart", "", apartFrom("shop"), List.of()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("pods")
    void isToldThatItsAntiAffinitySelectsItNoMore(
            String about, String app, String placed, String antiAffinity, List<String> warnings) {
        String annotations = placed.isEmpty() ? "{}" : "{kosmos-admission.io/placed: " + placed + "}";
        PodView pod = GivenCluster.podWith(
                "{name: web, namespace: default, labels: {app: " + app + "}, annotations: " + annotations + "}",
                "{affinity: {podAntiAffinity: " + antiAffinity + "}}");
        ClusterState state = new ClusterState(
                GivenCluster.configuration(""), GivenCluster.inventory("", GivenCluster.THREE_PROVIDERS));
        Decision decision = new Reviewer(Mode.Enforce).review(Webhook.validate, GivenCluster.creation(pod), state);
        assertThat(decision.notes().warnings()).isEqualTo(warnings);
    }

    private static String apartFrom(String app) {
        return "{requiredDuringSchedulingIgnoredDuringExecution: [" + term(app) + "]}";
    }

    private static String wishedFrom(String app) {
        return "{preferredDuringSchedulingIgnoredDuringExecution: [{weight: 100, podAffinityTerm: " + term(app) + "}]}";
    }

    private static String term(String app) {
        return "{topologyKey: provider, labelSelector: {matchLabels: {app: " + app + "}}}";
    }
}
