package io.kosmosadmission.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kosmosadmission.build.Needed;
import io.kosmosadmission.build.OwnedProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** A real browser without a window, Debian's chromium, told what to do by its own protocol. */
public final class Browser implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String TAB = "Tab";

    private final OwnedProcess process;
    private final WebSocket socket;
    private final Messages messages;
    private int lastId;

    private Browser(OwnedProcess process, WebSocket socket, Messages messages) {
        this.process = process;
        this.socket = socket;
        this.messages = messages;
    }

    /** Starts it with a fresh profile in the folder; skips the test where there is none. */
    public static Browser start(Path folder) throws Exception {
        Needed.program("chromium");
        Path profile = Files.createTempDirectory(folder, "profile");
        ProcessBuilder builder = new ProcessBuilder(
                        "chromium",
                        "--headless=new",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-background-networking",
                        "--no-first-run",
                        "--hide-scrollbars",
                        "--remote-debugging-port=0",
                        "--user-data-dir=" + profile,
                        "about:blank")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("chromium.log").toFile());
        OwnedProcess process = OwnedProcess.start(builder);
        try {
            String port = await(profile.resolve("DevToolsActivePort"));
            Messages messages = new Messages();
            WebSocket socket = HttpClient.newHttpClient()
                    .newWebSocketBuilder()
                    .buildAsync(page(port), messages)
                    .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            Browser browser = new Browser(process, socket, messages);
            browser.tell("Page.enable", JSON.createObjectNode());
            browser.tell("Runtime.enable", JSON.createObjectNode());
            browser.tell("Log.enable", JSON.createObjectNode());
            return browser;
        } catch (Exception failed) {
            process.kill();
            throw failed;
        }
    }

    private static String await(Path file) throws IOException, InterruptedException {
        Instant end = Instant.now().plus(PATIENCE);
        while (!Files.exists(file) || Files.readString(file).isBlank()) {
            if (Instant.now().isAfter(end)) {
                throw new IOException("chromium didn't start");
            }
            Thread.sleep(50);
        }
        return Files.readAllLines(file).get(0);
    }

    private static URI page(String port) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/json/list"))
                .build();
        String targets = HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body();
        for (JsonNode target : JSON.readTree(targets)) {
            if (target.path("type").asText().equals("page")) {
                return URI.create(target.path("webSocketDebuggerUrl").asText());
            }
        }
        throw new IOException("chromium has no page: " + targets);
    }

    /** Goes to the page and waits until it is drawn and awaits nothing more. */
    public void open(URI address) throws Exception {
        ObjectNode navigate = JSON.createObjectNode().put("url", address.toString());
        tell("Page.navigate", navigate);
        settle();
    }

    /** Waits until the page is loaded whole, and doesn't say that it asks again. */
    void settle() throws Exception {
        Instant end = Instant.now().plus(PATIENCE);
        do {
            Thread.sleep(150);
            if (Instant.now().isAfter(end)) {
                throw new IOException("the page awaits something for too long");
            }
        } while (!"true"
                .equals(evaluate("String(document.readyState === 'complete' && location.href !== 'about:blank'"
                        + " && !document.querySelector('[role=status]'))")));
    }

    /** Sets the width of the window, in CSS pixels, and whether the user likes it dark. */
    public void look(int width, boolean dark) throws Exception {
        tell(
                "Emulation.setDeviceMetricsOverride",
                JSON.createObjectNode()
                        .put("width", width)
                        .put("height", 900)
                        .put("deviceScaleFactor", 1)
                        .put("mobile", false));
        ObjectNode media = JSON.createObjectNode().put("media", "");
        media.putArray("features")
                .addObject()
                .put("name", "prefers-color-scheme")
                .put("value", dark ? "dark" : "light");
        tell("Emulation.setEmulatedMedia", media);
    }

    /** Runs a script of the test's own in the page, whatever the page allows, and returns its value as text. */
    public String evaluate(String script) throws Exception {
        JsonNode result = tell(
                "Runtime.evaluate",
                JSON.createObjectNode().put("expression", script).put("returnByValue", true));
        if (result.has("exceptionDetails")) {
            throw new IOException(result.get("exceptionDetails").toString());
        }
        return result.at("/result/value").asText();
    }

    void pressTab() throws Exception {
        for (String type : List.of("rawKeyDown", "keyUp")) {
            tell(
                    "Input.dispatchKeyEvent",
                    JSON.createObjectNode()
                            .put("type", type)
                            .put("key", TAB)
                            .put("code", TAB)
                            .put("windowsVirtualKeyCode", 9));
        }
    }

    void press(String key, int code, String text) throws Exception {
        tell(
                "Input.dispatchKeyEvent",
                JSON.createObjectNode()
                        .put("type", "keyDown")
                        .put("key", key)
                        .put("code", key)
                        .put("windowsVirtualKeyCode", code)
                        .put("text", text));
        tell(
                "Input.dispatchKeyEvent",
                JSON.createObjectNode().put("type", "keyUp").put("key", key).put("code", key));
    }

    void type(String text) throws Exception {
        tell("Input.insertText", JSON.createObjectNode().put("text", text));
    }

    public void screenshot(Path file) throws Exception {
        JsonNode taken = tell(
                "Page.captureScreenshot",
                JSON.createObjectNode().put("format", "png").put("captureBeyondViewport", true));
        Files.createDirectories(file.getParent());
        Files.write(file, Base64.getDecoder().decode(taken.path("data").asText()));
    }

    /** Returns what the browser complained of, such as something that the page's policy forbids. */
    public List<String> complaints() {
        return List.copyOf(messages.complaints);
    }

    private JsonNode tell(String method, ObjectNode parameters) throws Exception {
        ObjectNode message = JSON.createObjectNode().put("id", ++lastId).put("method", method);
        message.set("params", parameters);
        CompletableFuture<JsonNode> answer = messages.expect(lastId);
        socket.sendText(message.toString(), true).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        JsonNode answered = answer.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        if (answered.has("error")) {
            throw new IOException(method + ": " + answered.get("error"));
        }
        return answered.path("result");
    }

    @Override
    public void close() {
        socket.abort();
        process.kill();
    }

    /** What the browser says. */
    private static final class Messages implements WebSocket.Listener {

        private final StringBuilder text = new StringBuilder();
        private final List<String> complaints = new CopyOnWriteArrayList<>();
        private final Map<Integer, CompletableFuture<JsonNode>> awaited = new HashMap<>();

        synchronized CompletableFuture<JsonNode> expect(int id) {
            CompletableFuture<JsonNode> answer = new CompletableFuture<>();
            awaited.put(id, answer);
            return answer;
        }

        @Override
        public synchronized CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
            text.append(part);
            if (last) {
                take(text.toString());
                text.setLength(0);
            }
            from.request(1);
            return null;
        }

        private void take(String message) {
            try {
                JsonNode said = JSON.readTree(message);
                CompletableFuture<JsonNode> answer =
                        awaited.remove(said.path("id").asInt(-1));
                if (answer != null) {
                    answer.complete(said);
                } else if (said.path("method").asText().equals("Log.entryAdded")) {
                    complaints.add(said.at("/params/entry/text").asText());
                }
            } catch (IOException broken) {
                complaints.add("not JSON: " + message);
            }
        }
    }
}
