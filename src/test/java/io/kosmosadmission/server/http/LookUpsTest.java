package io.kosmosadmission.server.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.startsWith;

import io.kosmosadmission.GivenCluster;
import io.kosmosadmission.server.HttpsListener;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the server does where its state is not enough for a decision. */
@QuarkusTest
@TestProfile(LaggingStateProfile.class)
class LookUpsTest {

    private static final String METADATA = "{name: data, namespace: known}";
    private static final String POD = """
            {"apiVersion":"admission.k8s.io/v1","kind":"AdmissionReview","request":{"uid":"u",
            "kind":{"group":"","version":"v1","kind":"Pod"},"namespace":"%s","name":"web","operation":"CREATE",
            "object":{"metadata":{"name":"web","labels":{"app":"web"},"annotations":{"p":"%s"}},"spec":{
            "nodeSelector":{"provider":"scaleway"},
            "volumes":[{"name":"d","persistentVolumeClaim":{"claimName":"data"}}]}}}}""";

    @TestHTTPResource(value = "/metrics", management = true)
    String metrics;

    @Inject
    HttpsListener listening;

    @Inject
    LaggingStateSource source;

    @BeforeEach
    void giveTheClusterItsObjects() {
        source.put(LaggingStateSource.CLAIM, GivenCluster.claim(METADATA + ", spec: {storageClassName: gp3}"));
        source.put(
                LaggingStateSource.CLASS,
                source.current().inventory().storageClass("gp3").orElseThrow());
        source.setBroken(false);
        source.takeReaders();
    }

    @Test
    void aReviewIsFinishedByWorkersAndCountedOnce() {
        double before = reviews();
        validate("known", 0).statusCode(200).body("response.allowed", equalTo(false));
        assertThat(source.takeReaders()).containsExactly("kosmos-look-ups", "kosmos-look-ups");
        assertThat(reviews() - before).isEqualTo(1);
    }

    @Test
    void aLargeReviewIsFinishedByItsOwnWorkers() {
        validate("known", 100_000).statusCode(200).body("response.allowed", equalTo(false));
        assertThat(source.takeReaders()).containsExactly("kosmos-large-reviews", "kosmos-large-reviews");
    }

    @Test
    void aPodIsAllowedWithoutClaimsThatCanNotBeRead() {
        source.setBroken(true);
        validate("known", 0)
                .statusCode(200)
                .body("response.allowed", equalTo(true))
                .body("response.warnings", hasItem("not judged by all its claims: no answer from the API server"));
    }

    @Test
    void nothingIsJudgedWhoseNamespaceCanNotBeRead() {
        source.setBroken(true);
        double before = reviews();
        validate("unknown", 0).statusCode(500).body(startsWith("can't judge: an error of the webhook's own"));
        assertThat(source.takeReaders()).containsExactly("kosmos-look-ups");
        assertThat(reviews() - before).isEqualTo(1);
    }

    private ValidatableResponse validate(String namespace, int padding) {
        return given().relaxedHTTPSValidation()
                .contentType("application/json")
                .body(POD.formatted(namespace, "x".repeat(padding)))
                .post("https://127.0.0.1:" + listening.port() + "/validate?timeout=10s")
                .then();
    }

    /** How many reviews were counted, whatever came of them. */
    private double reviews() {
        return given().accept("text/plain")
                .get(metrics)
                .asString()
                .lines()
                .filter(line -> line.startsWith("kosmos_admission_reviews_total{"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }
}
