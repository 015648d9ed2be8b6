package io.kosmosadmission.server.health;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import io.kosmosadmission.server.FixedStateSource;
import io.kosmosadmission.server.warmup.WarmUp;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class HealthTest {

    @TestHTTPResource(value = "/health/ready", management = true)
    String ready;

    @TestHTTPResource(value = "/health/live", management = true)
    String live;

    @Inject
    FixedStateSource source;

    @Inject
    WarmUp warmUp;

    @BeforeEach
    void awaitWarmUp() {
        Awaitility.await().atMost(Duration.ofMinutes(1)).until(warmUp::isOver);
    }

    @Test
    void isUpWhenAllHolds() {
        given().get(live).then().statusCode(200);
        status("UP").statusCode(200).body("checks.name", hasItem("warm"));
    }

    @Test
    void saysWhatIsAwaited() {
        source.setSynced(false);
        try {
            status("DOWN")
                    .statusCode(503)
                    .body("checks.find { it.name == 'cluster' }.status", equalTo("DOWN"))
                    .body("checks.find { it.name == 'cluster' }.data.source", equalTo("a fixed state"))
                    .body("checks.find { it.name == 'https' }.status", equalTo("UP"));
            given().get(live).then().statusCode(200);
        } finally {
            source.setSynced(true);
        }
    }

    @Test
    void staysUpWhenTheClusterIsLostLater() {
        source.setLostSince(Optional.of(Instant.EPOCH));
        try {
            status("UP").body("checks.find { it.name == 'cluster' }.data.lostSince", equalTo("1970-01-01T00:00:00Z"));
        } finally {
            source.setLostSince(Optional.empty());
        }
    }

    private ValidatableResponse status(String status) {
        return given().get(ready).then().body("status", equalTo(status));
    }
}
