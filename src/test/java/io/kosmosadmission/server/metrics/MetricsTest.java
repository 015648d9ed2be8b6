package io.kosmosadmission.server.metrics;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.kosmosadmission.manifests.Monitoring;
import io.kosmosadmission.server.HttpsListener;
import io.kosmosadmission.server.http.RawConnection;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class MetricsTest {

    @TestHTTPResource(value = "/metrics", management = true)
    String metrics;

    @Inject
    HttpsListener listening;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "kosmos_admission_reviews_total{decision=\"allowed\",kind=\"other\",mode=\"Enforce\",operation=\"CREATE\","
                        + "reason=\"not-handled\",webhook=\"mutate\"} ",
                "kosmos_admission_review_seconds_bucket{webhook=\"mutate\",le=\"5.0E-5\"} ",
                "kosmos_admission_review_seconds_bucket{webhook=\"validate\",le=\"5.0\"} ",
                "kosmos_admission_rules_valid 1.0",
                "kosmos_admission_inventory_synced 1.0",
                "kosmos_admission_inventory_objects{kind=\"Node\"} 3.0",
                "kosmos_admission_findings{check=\"unlabelled-node\"} 2.0",
                "kosmos_admission_certificate_expiry_seconds ",
            })
    void areNamedAsDocumented(String start) throws IOException {
        try (RawConnection connection = new RawConnection(listening.port())) {
            connection.review();
        }
        assertThat(lines()).anyMatch(line -> line.startsWith(start));
    }

    @ParameterizedTest
    @ValueSource(strings = {"unreadable", "method-not-allowed"})
    void countWhatIsRefused(String reason) {
        given().relaxedHTTPSValidation().get("https://127.0.0.1:" + listening.port() + "/mutate");
        given().relaxedHTTPSValidation()
                .contentType("application/json")
                .body("no JSON")
                .post("https://127.0.0.1:" + listening.port() + "/mutate");
        assertThat(lines())
                .anyMatch(line -> line.startsWith("kosmos_admission_reviews_total{decision=\"error\",kind=\"other\","
                        + "mode=\"other\",operation=\"other\",reason=\"" + reason + "\",webhook=\"mutate\"} "));
    }

    @Test
    void haveWhatTheDashboardShowsOfTheProcess() {
        List<String> shown = Monitoring.ofTheProcess();
        assertThat(shown)
                .isNotEmpty()
                .allSatisfy(name -> assertThat(lines()).anyMatch(line -> line.matches(name + "[{ ].*")));
    }

    @Test
    void measureNoRequestTwice() {
        assertThat(lines()).noneMatch(line -> line.startsWith("http_server"));
    }

    private List<String> lines() {
        return given().accept("text/plain")
                .get(metrics)
                .then()
                .statusCode(200)
                .extract()
                .asString()
                .replace(",}", "}") // a comma that Prometheus allows
                .lines()
                .toList();
    }
}
