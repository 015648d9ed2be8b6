package io.kosmosadmission.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The examples that are shipped, on the example cluster or one of their own, as their reader would run them. */
class ExamplesTest {

    private static final Path EXAMPLES = Path.of("k8s", "examples");

    /** So that none is shipped which isn't run. */
    @Test
    void everyExampleIsRun() throws Exception {
        CsvSource table = ExamplesTest.class
                .getDeclaredMethod("exampleDoesWhatItSays", String.class, int.class, String.class, String.class)
                .getAnnotation(CsvSource.class);
        try (Stream<Path> folders = Files.list(EXAMPLES)) {
            assertThat(folders.map(folder -> folder.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(table.textBlock()
                            .lines()
                            .map(row -> row.split("\\|")[0].strip())
                            .toList());
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        spread     | 0 | 2 objects: 2 patched              | topologyKey: provider
        isolation  | 0 | 3 objects: 3 patched              | only aws (boundary batch-on-aws)
        guard      | 1 | 3 objects: 1 allowed, 1 denied, 1 patched | give its keyless toleration a key
        boundaries | 0 | 3 objects: 3 patched              | only scaleway (boundary payments)
        lost-provider | 0 | 2 objects: 2 patched           | only scaleway (boundary edge, fallback, hetzner lost)
        drained    | 0 | 2 objects: 2 patched              | not hetzner (Drained)
        storage    | 1 | 2 objects: 1 allowed, 1 denied    | [KA101] deployment "db" runs only on scaleway
        one-per-provider | 0 | 2 objects: 2 patched        | asks for 4 replicas, one per provider, but can run on 3 live providers
        colocate   | 0 | 2 objects: 2 patched              | with app=cache
        prefer     | 0 | 1 object: 1 patched               | prefers hetzner, scaleway, aws
        buffer     | 0 | 1 object: 1 patched               | scaleway/buffer last
        follow-claims | 0 | 3 objects: 1 allowed, 2 patched | only aws (claim log-queue-0)
        label-nodes | 0 | 4 objects: 2 allowed, 2 patched | + metadata.labels.provider: hetzner
        csi-plugin    | 0 | 2 objects: 2 allowed              | keep it to hetzner: kubectl patch daemonset hcloud-csi-node
        load-balancers | 1 | 3 objects: 2 allowed, 1 denied | [KA401] service "api": scaleway's controller ignores
        file-services | 1 | 3 objects: 2 allowed, 1 denied | but its claim "media" uses storage class "efs" of aws
        """)
    void exampleDoesWhatItSays(String example, int exit, String summary, String shows) {
        Path folder = EXAMPLES.resolve(example);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertThat(run(out, "rules", "--strict", folder.resolve("rules.yaml").toString()))
                .as(out.toString(StandardCharsets.UTF_8))
                .isZero();
        List<String> review = new ArrayList<>(
                List.of("review", "--rules", folder.resolve("rules.yaml").toString()));
        if (Files.exists(folder.resolve("cluster.yaml"))) {
            review.addAll(List.of("--cluster", folder.resolve("cluster.yaml").toString()));
        }
        review.add(folder.resolve("manifests.yaml").toString());
        int reviewed = run(out, review.toArray(String[]::new));
        String printed = out.toString(StandardCharsets.UTF_8);
        assertThat(reviewed).as(printed).isEqualTo(exit);
        assertThat(printed).contains(summary, shows);
    }

    private static int run(ByteArrayOutputStream out, String... args) {
        PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
        return new Program((settings, err) -> 2, false).run(InputStream.nullInputStream(), stream, stream, args);
    }
}
