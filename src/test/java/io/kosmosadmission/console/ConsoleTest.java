package io.kosmosadmission.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The console on the wire. */
class ConsoleTest {

    private static GivenConsole console;

    @BeforeAll
    static void open() throws IOException {
        console = GivenConsole.ofExample();
    }

    @AfterAll
    static void close() {
        console.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/findings", "/object", "/rules", "/try", "/what-if"})
    void everyPageAnswersIsLinkedAndHoldsNoScript(String path) throws Exception {
        String page = console.page(path);
        assertThat(page)
                .startsWith("<!DOCTYPE html>\n<html lang=\"en\">")
                .contains("<main id=\"main\"", "<nav aria-label=", "<a href=\"" + path + "\" aria-current=\"page\">")
                .contains("href=\"/\"", "href=\"/findings\"", "href=\"/object\"", "href=\"/try\"")
                .contains("href=\"/what-if\"", "href=\"/rules\"", "<h1>")
                .endsWith("</html>\n")
                .doesNotContain("<script", "javascript:", " style=", "onclick", "http://localhost");
    }

    @Test
    void theBrowserIsToldToTrustNothingElse() throws Exception {
        for (String path : List.of("/", "/console.css", "/icon.svg", "/nothing")) {
            HttpResponse<String> answer = console.get(path);
            assertThat(answer.headers().firstValue("Content-Security-Policy"))
                    .hasValueSatisfying(policy -> assertThat(policy)
                            .startsWith("default-src 'none'; style-src 'self';")
                            .contains("frame-ancestors 'none'", "base-uri 'none'", "form-action 'self'")
                            .doesNotContain("script-src", "unsafe"));
            assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
            assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/nothing", "/findings/more", "/findings/", "/%zz", "/console.html", "/map.html", "//"})
    void whatIsNoPageIsNotFound(String path) throws Exception {
        assertThat(sent("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 404 ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE", "PATCH", "OPTIONS", "HEAD", "TRACE"})
    void nothingIsChanged(String method) throws Exception {
        HttpResponse<String> answer = console.send(
                HttpRequest.newBuilder(console.at("/")).method(method, HttpRequest.BodyPublishers.ofString("x=y")));
        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.headers().firstValue("Allow")).contains("GET");
    }

    @Test
    void onlyTheConsolesOwnPageMaySendAForm() throws Exception {
        for (String origin :
                List.of("", "null", "http://evil.example", "https://" + host(), "http://" + host() + "0")) {
            HttpRequest.Builder request = HttpRequest.newBuilder(console.at("/try"))
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(HttpRequest.BodyPublishers.ofString("rules=x"));
            HttpResponse<String> answer = console.send(origin.isEmpty() ? request : request.header("Origin", origin));
            assertThat(answer.statusCode()).as(origin).isEqualTo(403);
            assertThat(answer.body()).contains("only the console&#39;s own page may send this");
        }
        HttpRequest.Builder json = HttpRequest.newBuilder(console.at("/try"))
                .header("Origin", "http://" + host())
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{}"));
        assertThat(console.send(json).statusCode()).isEqualTo(415);
        HttpResponse<String> put = console.send(
                HttpRequest.newBuilder(console.at("/try")).PUT(HttpRequest.BodyPublishers.ofString("rules=x")));
        assertThat(put.statusCode()).isEqualTo(405);
        assertThat(put.headers().firstValue("Allow")).contains("GET, POST");
    }

    @Test
    void aFormMayHaveOneMebibyte() throws Exception {
        String field = "rules";
        int rest = (1 << 20) - field.length() - 1;
        assertThat(console.post("/try", field, "a".repeat(rest)).body()).contains("These rules would be refused:");
        HttpResponse<String> larger = console.post("/try", field, "a".repeat(rest + 1));
        assertThat(larger.statusCode()).isEqualTo(413);
        assertThat(larger.body()).contains("the form is larger than 1048576 bytes");
        assertThat(console.post("/try", "rules", "%zz").statusCode()).isEqualTo(400);
        assertThat(console.post("/try").statusCode()).isEqualTo(400);
    }

    private static String host() {
        return console.at("/").getAuthority();
    }

    @Test
    void noOtherNameLeadsHere() throws Exception {
        assertThat(asked("Host: evil.example")).startsWith("HTTP/1.1 421 ");
        assertThat(asked("Host: localhost.evil.example:80")).startsWith("HTTP/1.1 421 ");
        assertThat(asked("Host: LOCALHOST:1")).startsWith("HTTP/1.1 200 ");
        assertThat(asked("Host: 127.0.0.1")).startsWith("HTTP/1.1 200 ");
        assertThat(asked("Host: [::1]:9080")).startsWith("HTTP/1.1 200 ");
    }

    /** As the JDK's own client does where nobody tells it otherwise; an upgraded request would have no Host. */
    @Test
    void aClientThatOffersHttp2IsAnswered() throws Exception {
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(console.at("/")).build(), HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_1_1);
    }

    @Test
    void aPageComesInPieces() throws Exception {
        HttpResponse<String> answer = console.get("/");
        assertThat(answer.headers().firstValue("Transfer-Encoding")).contains("chunked");
        assertThat(answer.headers().firstValue("Content-Type")).contains("text/html; charset=utf-8");
    }

    @Test
    void onlyTheLoopbackInterfaceHasThePort() {
        assertThat(console.at("/").getHost()).isEqualTo("127.0.0.1");
    }

    private static String asked(String host) throws IOException {
        return sent("GET / HTTP/1.1\r\n" + host + "\r\nConnection: close\r\n\r\n");
    }

    /** What a client that checks nothing gets. */
    private static String sent(String request) throws IOException {
        URI at = console.at("/");
        try (Socket socket = new Socket(at.getHost(), at.getPort())) {
            socket.setSoTimeout(30_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            InputStream in = socket.getInputStream();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
