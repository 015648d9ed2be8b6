package io.kosmosadmission.cli;

import static io.restassured.RestAssured.given;

import io.kosmosadmission.cli.cases.CaseRunner;
import io.kosmosadmission.reading.HttpAnswer;
import io.kosmosadmission.server.HttpsListener;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Whatever a user could see, as an API server sees it: one server, whose state is another for each case. */
@QuarkusTest
@TestProfile(SwitchedStateProfile.class)
class GoldenCasesOverHttpsTest {

    @Inject
    HttpsListener listening;

    @Inject
    SwitchedStateSource source;

    @TestFactory
    Stream<DynamicTest> cases() throws IOException {
        return GoldenCasesTest.tests(new CaseRunner((state, webhook, body) -> {
            source.switchTo(state);
            Response response = given().relaxedHTTPSValidation()
                    .contentType("application/json")
                    .body(body)
                    .post("https://127.0.0.1:" + listening.port() + "/" + webhook + "?timeout=10s");
            return new HttpAnswer(response.statusCode(), response.asByteArray());
        }));
    }
}
