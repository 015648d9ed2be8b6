package io.kosmosadmission.server.http;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import io.kosmosadmission.server.FixedStateSource;
import io.kosmosadmission.server.HttpsListener;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@QuarkusTest
class StatusCodesTest {

    private static final int MEBIBYTE = 1 << 20;

    @Inject
    HttpsListener listening;

    @Inject
    FixedStateSource source;

    @ParameterizedTest(name = "/{0}")
    @MethodSource("webhooks")
    void answersAReviewInItsOwnForm(String webhook) {
        request()
                .body(Reviews.SECRET)
                .post("/" + webhook + "?timeout=5s")
                .then()
                .statusCode(200)
                .contentType("application/json")
                .body("kind", equalTo("AdmissionReview"))
                .body("response.uid", equalTo(Reviews.UID))
                .body("response.allowed", equalTo(true));
    }

    static Stream<String> webhooks() {
        return Stream.of("mutate", "validate");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("unreadable")
    void refusesWhatIsNoReview(String what, String body) {
        request().body(body).post("/mutate").then().statusCode(400).contentType("text/plain");
    }

    static Stream<Arguments> unreadable() {
        return Stream.of(
                Arguments.of("nothing", ""),
                Arguments.of("garbage", "\u0000\u0001 not JSON"),
                Arguments.of("another document", "[1, 2, 3]"),
                Arguments.of("cut off", Reviews.SECRET.substring(0, 200)),
                Arguments.of("100,000 deep", "[".repeat(100_000)),
                Arguments.of("100,000 deep in the object", Reviews.SECRET.replace("{}", "[".repeat(100_000))),
                Arguments.of("no uid", Reviews.SECRET.replace("\"uid\"", "\"id\"")),
                Arguments.of("a uid that is no string", Reviews.SECRET.replace('"' + Reviews.UID + '"', "17")),
                Arguments.of("another kind", Reviews.SECRET.replace("AdmissionReview", "TokenReview")),
                Arguments.of("another version", Reviews.SECRET.replace(".io/v1\"", ".io/v1beta1\"")),
                Arguments.of(
                        "a request that is a list", Reviews.SECRET.replace("\"request\":{", "\"request\":[],\"x\":{")),
                Arguments.of("no request", Reviews.SECRET.replace("\"request\"", "\"x\"")));
    }

    @Test
    void takesParametersOfTheContentType() {
        request("application/json; charset=utf-8")
                .body(Reviews.SECRET)
                .post("/validate")
                .then()
                .statusCode(200);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("otherTypes")
    void refusesOtherContentTypes(String type) {
        request(type)
                .body(Reviews.SECRET.getBytes(StandardCharsets.UTF_8))
                .post("/validate")
                .then()
                .statusCode(415);
    }

    static Stream<String> otherTypes() {
        return Stream.of("text/plain", "application/yaml", "application/jsonx", "application/octet-stream");
    }

    @Test
    void refusesOtherMethods() {
        request().get("/mutate").then().statusCode(405).header("allow", "POST");
        request().body(Reviews.SECRET).put("/validate").then().statusCode(405);
    }

    @Test
    void knowsNoOtherPath() {
        request().body(Reviews.SECRET).post("/other").then().statusCode(404);
        request().get("/q/health/ready").then().statusCode(404);
        request().get("/q/metrics").then().statusCode(404);
    }

    @Test
    void nothingOfTheConsoleIsOnThisPort() {
        for (String path : List.of(
                "/",
                "/findings",
                "/try",
                "/what-if",
                "/rules",
                "/object",
                "/object/Pod/shop/web",
                "/console.css",
                "/icon.svg",
                "/console/map.html",
                "/map.html")) {
            request().get(path).then().statusCode(404);
        }
        request().body("rules=x").post("/try").then().statusCode(404);
    }

    @Test
    void takesLargeReviewsUpToTheLimit() {
        request()
                .body(Reviews.padded(7 * MEBIBYTE))
                .post("/mutate?timeout=30s")
                .then()
                .statusCode(200);
        request()
                .body(Reviews.padded(9 * MEBIBYTE))
                .post("/mutate?timeout=30s")
                .then()
                .statusCode(413);
    }

    @Test
    void cannotJudgeInNoTime() {
        request()
                .body(Reviews.SECRET)
                .post("/mutate?timeout=300ms")
                .then()
                .statusCode(500)
                .body(startsWith("can't judge"));
    }

    @Test
    void cannotJudgeBeforeTheClusterWasRead() {
        source.setSynced(false);
        try {
            request()
                    .body(Reviews.SECRET)
                    .post("/mutate")
                    .then()
                    .statusCode(500)
                    .body(equalTo("can't judge: the cluster has not been read yet\n"));
        } finally {
            source.setSynced(true);
        }
    }

    private RequestSpecification request() {
        return request("application/json");
    }

    private RequestSpecification request(String contentType) {
        return given().relaxedHTTPSValidation()
                .baseUri("https://127.0.0.1:" + listening.port())
                .contentType(contentType);
    }
}
