package io.kosmosadmission.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The pages in a real browser. Their pictures are kept in target/console, to be looked at. */
class ConsoleBrowserTest {

    private static final Path PICTURES = Path.of("target/console");
    private static final int WIDE = 1280;
    private static final int NARROW = 360;

    private static final Map<String, String> PAGES = new TreeMap<>(Map.of(
            "map", "/",
            "findings", "/findings",
            "object", "/object/Deployment/shop/web",
            "claim", "/object/PersistentVolumeClaim/shop/data-db-0",
            "choose", "/object",
            "try", "/try",
            "what-if", "/what-if?lose=scaleway",
            "rules", "/rules"));

    /** What a keyboard must reach; what is in closed details is hidden. */
    private static final String REACHABLE =
            "[...document.querySelectorAll('a[href],button,input,select,textarea,summary,"
                    + "[tabindex=\"0\"]')].filter(e => e.checkVisibility())";

    /** The texts with less contrast to what is behind them than WCAG's level AA asks for. */
    private static final String PALE = """
            (() => {
              const rgb = c => (c.match(/[\\d.]+/g) || []).map(Number);
              const light = ([r, g, b]) => [r, g, b].map(v => v / 255)
                  .map(v => v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
                  .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
              const behind = e => {
                for (; e; e = e.parentElement) {
                  const c = rgb(getComputedStyle(e).backgroundColor);
                  if (c.length === 3 || c[3] === 1) return c;
                }
                return [255, 255, 255];
              };
              const pale = [];
              const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
              while (walker.nextNode()) {
                const e = walker.currentNode.parentElement;
                if (!walker.currentNode.data.trim() || !e.checkVisibility() || e.closest('title')) continue;
                const style = getComputedStyle(e);
                const front = light(rgb(e instanceof SVGElement ? style.fill : style.color));
                const back = light(behind(e));
                const contrast = (Math.max(front, back) + 0.05) / (Math.min(front, back) + 0.05);
                if (contrast < 4.5) pale.push(walker.currentNode.data.trim() + ' ' + contrast.toFixed(2));
              }
              return pale.join('\\n');
            })()""";

    private static final String UNNAMED = "[...document.querySelectorAll('input,select,textarea,progress')]"
            + ".filter(e => !e.labels || e.labels.length === 0).map(e => e.outerHTML)"
            + ".concat([...document.querySelectorAll('[role=region],nav')].filter(e => !e.ariaLabel).map(e => e.outerHTML))"
            + ".concat([...document.querySelectorAll('section')].filter(e =>"
            + " !document.getElementById(e.getAttribute('aria-labelledby'))).map(e => e.outerHTML)).join('\\n')";

    @TempDir
    private static Path folder;

    private static Browser browser;
    private static GivenConsole console;

    @BeforeAll
    static void start() throws Exception {
        browser = Browser.start(folder);
        console = GivenConsole.ofShop();
    }

    @AfterAll
    static void end() {
        if (console != null) {
            console.close();
        }
        if (browser != null) {
            browser.close();
        }
    }

    @Test
    void everyPageIsReadableWideAndNarrowLightAndDark() throws Exception {
        isReadable(console, PAGES, "");
    }

    @Test
    void soIsTheExampleWithoutWorkloads() throws Exception {
        Map<String, String> pages = new TreeMap<>(PAGES);
        pages.keySet().removeAll(List.of("object", "claim"));
        try (GivenConsole example = GivenConsole.ofExample()) {
            isReadable(example, pages, "example-");
        }
    }

    private static void isReadable(GivenConsole console, Map<String, String> pages, String prefix) throws Exception {
        for (Map.Entry<String, String> page : pages.entrySet()) {
            for (int width : new int[] {WIDE, NARROW}) {
                for (boolean dark : new boolean[] {false, true}) {
                    String name = prefix
                            + page.getKey()
                            + (width == WIDE ? "-wide" : "-narrow")
                            + (dark ? "-dark" : "-light");
                    browser.look(width, dark);
                    browser.open(console.at(page.getValue()));
                    browser.screenshot(PICTURES.resolve(name + ".png"));
                    assertThat(browser.evaluate("String(document.documentElement.scrollWidth)"))
                            .as(name + " needs no scrolling sideways")
                            .isEqualTo(String.valueOf(width));
                    assertThat(browser.evaluate(PALE)).as(name).isEmpty();
                    assertThat(browser.evaluate("getComputedStyle(document.documentElement).backgroundColor"))
                            .as(name)
                            .isEqualTo(dark ? "rgb(20, 22, 26)" : "rgb(255, 255, 255)");
                }
            }
            assertThat(browser.evaluate(UNNAMED)).as(page.getKey()).isEmpty();
            assertThat(browser.evaluate("String(document.scripts.length)")).isEqualTo("0");
        }
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void theKeyboardAloneReachesEverything() throws Exception {
        browser.look(WIDE, false);
        for (Map.Entry<String, String> page : PAGES.entrySet()) {
            browser.open(console.at(page.getValue()));
            int count = Integer.parseInt(browser.evaluate(
                    "window.reachable = " + REACHABLE + "; window.seen = new Set(); String(reachable.length)"));
            for (int i = 0; i < count + 5; i++) {
                browser.pressTab();
                browser.evaluate("seen.add(document.activeElement); ''");
            }
            assertThat(browser.evaluate("reachable.filter(e => !seen.has(e)).map(e => e.outerHTML).join('\\n')"))
                    .as(page.getKey())
                    .isEmpty();
        }
    }

    @Test
    void theFirstKeyLeadsPastTheNavigation() throws Exception {
        browser.open(console.at("/"));
        browser.pressTab();
        assertThat(browser.evaluate("document.activeElement.textContent")).isEqualTo("To the content");
        browser.press("Enter", 13, "\r");
        assertThat(browser.evaluate("location.hash")).isEqualTo("#main");
    }

    @Test
    void aManifestIsTriedByHand() throws Exception {
        browser.look(WIDE, false);
        browser.open(console.at("/try"));
        browser.evaluate("document.getElementById('manifest').focus(); ''");
        browser.type("{apiVersion: v1, kind: Pod, metadata: {namespace: payments, name: a, labels: {app: a}},"
                + " spec: {containers: [{name: c, image: i}]}}");
        browser.pressTab();
        browser.press("Enter", 13, "\r");
        Thread.sleep(500);
        browser.settle();
        assertThat(browser.evaluate("document.querySelector('article').textContent"))
                .contains("Pod payments/a", "patched")
                .contains("+             - scaleway");
        browser.screenshot(PICTURES.resolve("tried-wide-light.png"));
        browser.look(NARROW, true);
        browser.screenshot(PICTURES.resolve("tried-narrow-dark.png"));
    }

    @Test
    void aHostileNameStaysText() throws Exception {
        Path hostile = Path.of("src/test/resources/console/hostile.yaml");
        try (GivenConsole other = GivenConsole.of(hostile, Path.of("src/test/resources/console/shop-rules.yaml"))) {
            List<String> texts = new ArrayList<>();
            for (String path : List.of("/", "/findings", "/rules", "/what-if")) {
                URI address = other.at(path);
                browser.open(address);
                texts.add(browser.evaluate("document.body.textContent"));
                assertThat(browser.evaluate("String(document.querySelectorAll('script,img,b').length)"))
                        .isEqualTo("0");
            }
            assertThat(texts.get(0)).contains("<script>alert(1)</script>", "</a><script>alert(2)</script>");
            browser.screenshot(PICTURES.resolve("hostile.png"));
        }
    }
}
