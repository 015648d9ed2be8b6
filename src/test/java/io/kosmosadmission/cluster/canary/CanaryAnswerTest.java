package io.kosmosadmission.cluster.canary;

import static org.assertj.core.api.Assertions.assertThat;

import io.kosmosadmission.cluster.canary.CanaryAnswer.Verdict;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The sentences are those of API server 1.36.3. */
class CanaryAnswerTest {

    private static final List<String> WARNED = List.of("299 - \"kosmos-admission: called\"");
    private static final String ANNOTATED =
            "{\"kind\": \"Pod\", \"metadata\": {\"annotations\": {\"kosmos-admission.io/called\": \"0.1.0\"}}}";

    private static CanaryAnswer answer(int code, List<String> warnings, String body) {
        return CanaryAnswer.of(code, warnings, body.getBytes(StandardCharsets.UTF_8));
    }

    private static String status(String message) {
        return "{\"kind\": \"Status\", \"message\": \"" + message.replace("\"", "\\\"") + "\"}";
    }

    @ParameterizedTest(name = "{0}: {2}")
    @CsvSource(delimiter = '|', textBlock = """
        NotCalled | 500 | Internal error occurred: failed calling webhook "pods-fail-closed.mutate.kosmos-admission.io": failed to call webhook: Post "https://kosmos-admission.kosmos-admission.svc:443/mutate?timeout=2s": tls: failed to verify certificate: x509: certificate signed by unknown authority
        NotCalled | 500 | Internal error occurred: failed calling webhook "pods-fail-closed.mutate.kosmos-admission.io": failed to call webhook: Post "https://127.0.0.1:8443/mutate?timeout=2s": dial tcp 127.0.0.1:8443: connect: connection refused
        NotCalled | 500 | Internal error occurred: failed calling webhook "pods-fail-closed.mutate.kosmos-admission.io": failed to call webhook: Post "https://kosmos-admission.kosmos-admission.svc:443/mutate?timeout=2s": service "kosmos-admission" not found
        NotCalled | 500 | Internal error occurred: failed calling webhook "pods-fail-closed.validate.kosmos-admission.io": failed to call webhook: Post "https://kosmos-admission.kosmos-admission.svc:443/validate?timeout=3s": context deadline exceeded
        NotCalled | 500 | Internal error occurred: failed calling webhook "pods-fail-closed.mutate.kosmos-admission.io": failed to call webhook: an error on the server ("not synced") has prevented the request from succeeding
        NotCalled | 500 | failed calling webhook "pods-fail-closed.mutate.kosmos-admission.io": failed to call webhook: EOF
        Refused   | 500 | Internal error occurred: failed calling webhook "validate.kyverno.svc-fail": failed to call webhook: connection refused
        Refused   | 500 | Internal error occurred: failed calling webhook "other.io": got "failed calling webhook "pods.mutate.kosmos-admission.io""
        Refused   | 500 | Internal error occurred: add operation does not apply
        Refused   | 403 | pods "kosmos-admission-canary" is forbidden: exceeded quota: none, requested: pods=1, used: pods=0, limited: pods=0
        Refused   | 403 | pods "kosmos-admission-canary" is forbidden: violates PodSecurity "restricted:latest": privileged
        Refused   | 403 | pods is forbidden: User "system:serviceaccount:kosmos-admission:kosmos-admission" cannot create resource "pods" in API group "" in the namespace "kosmos-admission-canary"
        Refused   | 403 | pods "kosmos-admission-canary" is forbidden: unable to create new content in namespace kosmos-admission-canary because it is being terminated
        Refused   | 403 | pods "kosmos-admission-canary" is forbidden: error looking up service account kosmos-admission-canary/default: serviceaccount "default" not found
        Refused   | 404 | namespaces "kosmos-admission-canary" not found
        Refused   | 422 | Pod "kosmos-admission-canary" is invalid: spec.containers: Required value
        Silent    | 429 | Too many requests, please try again later.
        Silent    | 503 | apiserver is shutting down
        Refused   | 429 | admission webhook "quota.example.com" denied the request: later
        Silent    | 504 | Timeout: request did not complete within requested timeout - context deadline exceeded
        """)
    void aRefusalIsJudgedAndKept(Verdict verdict, int code, String message) {
        assertThat(answer(code, List.of(), status(message))).isEqualTo(new CanaryAnswer(verdict, message));
    }

    @Test
    void bothMustHaveAnswered() {
        assertThat(answer(201, WARNED, ANNOTATED)).isEqualTo(CanaryAnswer.CALLED);
        assertThat(answer(201, List.of("299 - \"another's\"", WARNED.get(0)), ANNOTATED))
                .isEqualTo(CanaryAnswer.CALLED);

        assertThat(answer(201, WARNED, "{\"kind\": \"Pod\", \"metadata\": {\"annotations\": {\"a\": \"b\"}}}"))
                .satisfies(answer -> assertThat(answer.verdict()).isEqualTo(Verdict.NotCalled))
                .satisfies(answer -> assertThat(answer.sentence())
                        .startsWith("MutatingWebhookConfiguration zz-kosmos-admission has no fail-closed entry"));
        assertThat(answer(201, List.of("299 - \"another's\""), ANNOTATED))
                .satisfies(answer -> assertThat(answer.verdict()).isEqualTo(Verdict.NotCalled))
                .satisfies(answer -> assertThat(answer.sentence())
                        .startsWith("ValidatingWebhookConfiguration zz-kosmos-admission has no fail-closed entry"));
    }

    @Test
    void anotherWebhookMayTalkWithoutEnd() {
        assertThat(answer(403, List.of(), status("x".repeat(5_000))).sentence()).hasSize(1_024);
    }

    @Test
    void whatIsNoAnswerSaysNothing() {
        assertThat(answer(200, WARNED, status("nothing to see")).verdict()).isEqualTo(Verdict.Silent);
        assertThat(answer(201, WARNED, "<html>").verdict()).isEqualTo(Verdict.Silent);
        assertThat(answer(500, List.of(), "<html>"))
                .isEqualTo(new CanaryAnswer(Verdict.Refused, "the API server answered 500"));
    }

    @Test
    void anAntiAffinityIsForbiddenByThePluginsWordsAlone() {
        String plugin = "pods \"kosmos-admission-canary\" is forbidden:"
                + " affinity.PodAntiAffinity.RequiredDuringScheduling has TopologyKey provider but only key"
                + " kubernetes.io/hostname is allowed";
        assertThat(forbids(403, status(plugin))).contains(true);
        assertThat(forbids(201, ANNOTATED)).contains(false);
        assertThat(forbids(403, status("exceeded quota"))).isEmpty();
        assertThat(forbids(500, status(plugin))).isEmpty();
        assertThat(forbids(503, "")).isEmpty();
    }

    private static Optional<Boolean> forbids(int code, String body) {
        return CanaryAnswer.forbidsAntiAffinity(code, body.getBytes(StandardCharsets.UTF_8));
    }
}
