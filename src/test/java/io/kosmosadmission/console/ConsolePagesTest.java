package io.kosmosadmission.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the pages say. */
class ConsolePagesTest {

    private static final Path AUDITS = Path.of("src/test/resources/audits");
    private static final Path SKEWED = AUDITS.resolve("skewed-more-pods-on-a-provider-than-max-skew");

    @TempDir
    private Path folder;

    private static GivenConsole of(Path example) throws IOException {
        return GivenConsole.of(example.resolve("cluster.yaml"), example.resolve("rules.yaml"));
    }

    @Test
    void theMapNamesAllProvidersWithWhatTheyHold() throws Exception {
        try (GivenConsole console = GivenConsole.ofExample()) {
            assertThat(console.page("/"))
                    .contains("Read from the example cluster, 18 objects.")
                    .contains(
                            "<tr><th scope=\"row\">aws</th><td>aws</td><td>active</td><td class=\"number\">2</td>"
                                    + "<td class=\"number\">0</td><td class=\"number\">0</td>"
                                    + "<td>provider=aws:NoSchedule</td><td>burst</td></tr>",
                            "<th scope=\"row\">hetzner</th>",
                            "<th scope=\"row\">scaleway</th>",
                            "<title>Providers and what each holds</title>");
        }
    }

    @Test
    void theMapShowsWorkloadsByProviderAndWhichAreSkewed() throws Exception {
        try (GivenConsole console = of(SKEWED)) {
            assertThat(console.page("/"))
                    .contains("<title>Pods by provider</title>", "! shop/crowd (Deployment)")
                    .contains(
                            "<th scope=\"row\"><a href=\"/object/Deployment/shop/crowd\">shop/crowd (Deployment)</a></th>"
                                    + "<td class=\"number\">0</td><td class=\"number\">3</td><td>skewed</td>")
                    .contains("<a href=\"/object/Deployment/shop/even\">shop/even (Deployment)</a></th>"
                            + "<td class=\"number\">1</td><td class=\"number\">2</td><td>fine</td>");
        }
    }

    @Test
    void findingsAreThoseOfAuditAndCanBeChosen() throws Exception {
        try (GivenConsole console = of(SKEWED)) {
            String all = console.page("/findings");
            assertThat(all)
                    .contains("<td class=\"warn\">warn</td><td>skewed</td>", "Way out: ")
                    .contains("<option value=\"skewed\">skewed</option>");
            assertThat(console.page("/findings?check=skewed&namespace=shop"))
                    .contains("<option value=\"skewed\" selected>", "value=\"shop\"", "<td>skewed</td>");
            assertThat(console.page("/findings?namespace=nowhere"))
                    .contains("Nothing found by this choice")
                    .doesNotContain("<td>skewed</td>");
        }
    }

    @Test
    void aWorkloadSaysWhereItRunsWhatIsAddedAndWhatAnotherRuleWouldDo() throws Exception {
        try (GivenConsole console = GivenConsole.ofShop()) {
            console.page("/");
            assertThat(console.page("/object/Deployment/shop/web"))
                    .contains("<h1>shop/web (Deployment)</h1>", "<title>Its pods by provider</title>")
                    .contains("<th scope=\"row\">scaleway</th><td class=\"number\">4</td>")
                    .contains("<strong>patched</strong> (placed, rule \"default\")")
                    .contains("<ins>+   topologySpreadConstraints:\n</ins>", "<ins>+     topologyKey: provider\n</ins>")
                    .contains("skewed: the 4 pods of deployment &quot;web&quot; are skewed")
                    .containsSubsequence(
                            "What another rule would do", "Rule \"pinned\"", "asks for 4 replicas, one per provider");
        }
    }

    @Test
    void aPodAndAClaimSayWhatWasDoneAndWhy() throws Exception {
        try (GivenConsole console = GivenConsole.ofShop()) {
            assertThat(console.page("/object/Pod/shop/cart-5c4b-a"))
                    .contains("Node scaleway-2, provider scaleway.")
                    .contains("Made by <a href=\"/object/ReplicaSet/shop/cart-5c4b\">")
                    .contains("At its creation, rule \"default\" did this: spread over providers (soft).")
                    .doesNotContain("What another rule would do");
            assertThat(console.page("/object/PersistentVolumeClaim/shop/data-db-0"))
                    .contains("<li>pod &quot;db-0&quot;</li>")
                    .contains("<strong>allowed</strong> (conforms)")
                    .contains(
                            "<li>claim &quot;data-db-0&quot;: no annotation; volume &quot;pv-0&quot; of csi.scaleway.com;"
                                    + " at home in scaleway by volume &quot;pv-0&quot; of scaleway (csi.scaleway.com)</li>");
        }
    }

    @Test
    void anObjectThatIsNoneIsNotFound() throws Exception {
        try (GivenConsole console = GivenConsole.ofShop()) {
            for (String path : List.of(
                    "/object/Secret/shop/web",
                    "/object/Deployment/shop",
                    "/object/Deployment/shop/web/more",
                    "/object//shop/web")) {
                HttpResponse<String> answer = console.get(path);
                assertThat(answer.statusCode()).as(path).isEqualTo(404);
            }
            // On a slow machine the head of the page is on its way before that is known.
            for (String path : List.of("/object/Pod/%3Cscript%3E/nothing", "/object/Pod/..%2F..%2Fsecrets/x")) {
                assertThat(console.get(path).body())
                        .containsIgnoringCase("there is no ")
                        .doesNotContain("<script>");
            }
            HttpResponse<String> chosen = console.get("/object?kind=Deployment&namespace=shop&name=web%22");
            assertThat(chosen.statusCode()).isEqualTo(303);
            assertThat(chosen.headers().firstValue("Location")).contains("/object/Deployment/shop/web%22");
            assertThat(console.page("/object")).contains("<label for=\"namespace\">Namespace</label>");
        }
    }

    @Test
    void rulesAreThoseInForceWithTheErrorsOfWhatIsRefused() throws Exception {
        Path rules = folder.resolve("rules.yaml");
        Files.copy(Path.of("src/test/resources/console/shop-rules.yaml"), rules);
        try (GivenConsole console = GivenConsole.of(Path.of("src/test/resources/console/shop.yaml"), rules)) {
            assertThat(console.page("/rules"))
                    .contains("read from " + rules + ". Mode Enforce")
                    .contains("<th scope=\"row\">payments</th><td>namespaces payments</td><td>scaleway</td>")
                    .contains("<th scope=\"row\">default</th><td>every pod</td><td>spread; tolerate aws</td>")
                    .contains("<li><code>- name: default</code></li>")
                    .doesNotContain("refused");
            Files.writeString(rules, "mode: <script>alert(1)</script>\n");
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(console.page("/rules"))
                            .contains("What is written now is refused", "The last good rules stay in force.")
                            .contains("<li><code>mode: &lt;script&gt;alert(1)&lt;/script&gt;</code></li>")
                            .contains("<li><code>- name: default</code></li>")
                            .doesNotContain("<script"));
        }
    }

    @Test
    void manifestsAreTriedAsReviewDoes() throws Exception {
        try (GivenConsole console = GivenConsole.ofShop()) {
            HttpResponse<String> denied = console.post("/try", "namespace", "shop", "manifest", """
                    apiVersion: v1
                    kind: PersistentVolumeClaim
                    metadata: {name: data}
                    spec: {storageClassName: gp3, accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}
                    ---
                    apiVersion: v1
                    kind: Pod
                    metadata: {name: "</textarea><script>alert(1)</script>"}
                    spec:
                      nodeSelector: {provider: scaleway}
                      containers: [{name: c, image: i}]
                      volumes: [{name: data, persistentVolumeClaim: {claimName: data}}]
                    ---
                    apiVersion: v1
                    kind: Pod
                    metadata: {name: fine, labels: {app: fine}}
                    spec: {containers: [{name: c, image: i}]}
                    """);
            assertThat(denied.statusCode()).isEqualTo(200);
            assertThat(denied.body())
                    .contains("<h3>PersistentVolumeClaim shop/data</h3>")
                    .contains("<strong class=\"fail\">denied</strong> (storage", "KA101", "#platform")
                    .contains("<h3>Pod shop/fine</h3>", "<ins>+   tolerations:\n</ins>")
                    .doesNotContain("<script");
            HttpResponse<String> broken =
                    console.post("/try", "manifest", "{apiVersion: v1, kind: Pod, metadata: {name: x}, spec: 3}");
            assertThat(broken.statusCode()).isEqualTo(400);
            assertThat(broken.body()).contains("/spec: must be an object");
        }
    }

    @Test
    void rulesAreTriedAsABaselineIs() throws Exception {
        String rules = Files.readString(Path.of("src/test/resources/console/shop-rules.yaml"));
        try (GivenConsole console = GivenConsole.ofShop()) {
            assertThat(console.post("/try", "rules", rules).body())
                    .contains("Findings that these rules would add: 0; take away: 0.");
            assertThat(console.post("/try", "rules", rules.replace("spread: {}", "spread: {maxSkew: 9}"))
                            .body())
                    .contains("Findings that these rules would add: 0; take away: 1.")
                    .containsSubsequence("<caption>Taken away</caption>", "<td>skewed</td>");
            HttpResponse<String> wrong = console.post("/try", "rules", "mode: X\n");
            assertThat(wrong.statusCode()).isEqualTo(400);
            assertThat(wrong.body())
                    .contains(
                            "These rules would be refused:", "rules.yaml:1:1: mode: Unsupported value: &quot;X&quot;");
            assertThat(console.page("/rules")).contains("<li><code>- name: default</code></li>");
        }
    }

    @Test
    void aLossIsSimulatedBesideThePages() throws Exception {
        try (GivenConsole console = GivenConsole.ofShop()) {
            assertThat(console.page("/what-if")).contains("<label for=\"lose-0\">aws</label>", "Simulate");
            HttpResponse<String> first = console.get("/what-if?lose=scaleway");
            assertThat(first.headers().firstValue("Refresh")).contains("2");
            assertThat(first.body()).contains("<progress id=\"progress\"", "asks again every 2 seconds");
            assertThat(console.page("/what-if?lose=scaleway"))
                    .contains("Without scaleway, 3 of 7 nodes are gone.")
                    .contains("<title>Pods by provider, before and without scaleway</title>")
                    .contains("shop/db (StatefulSet)</a></th><td class=\"fail\">stops</td><td class=\"number\">2</td>"
                            + "<td class=\"number\">0</td>")
                    .contains("shop/web (Deployment)</a></th><td>moves</td>", "<td>aws 4</td>")
                    .contains("<caption>Their volumes can be attached nowhere then</caption>", "20Gi")
                    .contains("value=\"scaleway\" checked>", "Not modelled");
            assertThat(console.page("/what-if?lose=aws&lose=hetzner"))
                    .contains("Without aws and hetzner, 4 of 7 nodes are gone.");
        }
    }

    @Test
    void nobodyElseHasALossSimulated() throws Exception {
        try (GivenConsole console = GivenConsole.ofShop()) {
            assertThat(console.get("/what-if?lose=nowhere").statusCode()).isEqualTo(400);
            HttpResponse<String> elsewhere = console.send(
                    HttpRequest.newBuilder(console.at("/what-if?lose=aws")).header("Sec-Fetch-Site", "cross-site"));
            assertThat(elsewhere.headers().firstValue("Refresh")).isEmpty();
            assertThat(elsewhere.body()).contains("value=\"aws\" checked>").doesNotContain("<progress");
        }
    }

    @Test
    void namesAreNoMarkup() throws Exception {
        Path rules = Files.writeString(folder.resolve("rules.yaml"), """
                apiVersion: kosmos-admission.io/v1alpha1
                kind: KosmosConfiguration
                """);
        try (GivenConsole console = GivenConsole.of(Path.of("src/test/resources/console/hostile.yaml"), rules)) {
            for (String path : new String[] {
                "/",
                "/findings",
                "/rules",
                "/what-if",
                "/try",
                "/findings?check=%22%3E%3Cscript%3E&namespace=%22%3E%3Cscript%3E",
                "/%3Cscript%3E"
            }) {
                String page = console.get(path).statusCode() == 200
                        ? console.page(path)
                        : console.get(path).body();
                assertThat(page).doesNotContain("<script", "<img", "<b>");
            }
            assertThat(console.page("/")).contains("&lt;script&gt;alert(1)&lt;/script&gt;");
            assertThat(console.page("/")).contains("&lt;/a&gt;&lt;script&gt;alert(2)");
        }
    }

    @Test
    void aLongTableEndsWithHowManyMoreThereAre() throws Exception {
        StringBuilder cluster = new StringBuilder("{apiVersion: v1, kind: Node, metadata: {name: node-1}}\n");
        for (int i = 0; i < 250; i++) {
            cluster.append("---\n{apiVersion: v1, kind: Pod, metadata: {namespace: shop, name: p")
                    .append(i)
                    .append("}, spec: {nodeName: node-1, containers: [{name: c, image: i}]}}\n");
        }
        Path file = Files.writeString(folder.resolve("cluster.yaml"), cluster);
        Path rules = Files.writeString(folder.resolve("rules.yaml"), """
                apiVersion: kosmos-admission.io/v1alpha1
                kind: KosmosConfiguration
                boundaries: [{name: home, match: [{}], providers: {required: [a]}}]
                """);
        try (GivenConsole console = GivenConsole.of(file, rules)) {
            assertThat(console.page("/findings")).contains("more: choose a check or a namespace");
        }
    }
}
