package io.kosmosadmission.hostile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kosmosadmission.admission.ClusterState;
import io.kosmosadmission.cli.cases.CaseRunner;
import io.kosmosadmission.cli.review.InMemoryWire;
import io.kosmosadmission.cli.review.Trees;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What is in order, to begin with: the reviews of golden cases, each with the state that it is decided on, those that the
 * benchmarks send, and the files from which the states were read.
 */
record Corpus(List<Review> reviews, List<Text> manifests, List<Text> rules) {
    private static final Path CASES = Path.of("src/test/resources/cases");
    private static final Path CAPTURED = Path.of("src/bench/reviews");

    /** A body of a golden case. */
    record Review(String name, ClusterState state, byte[] body) {}

    /** A file of YAML, and the same as JSON: of several documents, a list. */
    record Text(String name, byte[] yaml, byte[] json) {
        private static Text of(Path file) {
            try {
                byte[] yaml = Files.readAllBytes(file);
                List<JsonNode> documents = Trees.documents(new ByteArrayInputStream(yaml), "");
                ObjectNode list =
                        Trees.JSON.createObjectNode().put("apiVersion", "v1").put("kind", "List");
                list.putArray("items").addAll(documents);
                JsonNode tree = documents.size() == 1 ? documents.get(0) : list;
                return new Text(file.toString(), yaml, Trees.JSON.writeValueAsBytes(tree));
            } catch (IOException wrongOnPurpose) {
                return new Text(file.toString(), bytes(file), bytes(file));
            }
        }

        private static byte[] bytes(Path file) {
            try {
                return Files.readAllBytes(file);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Of every so many-th case, in an order that is always the same. */
    static Corpus ofEach(int step) throws IOException {
        List<Review> reviews = new ArrayList<>();
        List<Text> manifests = new ArrayList<>();
        List<Text> rules = new ArrayList<>();
        List<Path> cases = CaseRunner.find(CASES);
        for (int i = 0; i < cases.size(); i += step) {
            Path folder = cases.get(i);
            reviews.addAll(reviews(folder));
            for (Path file : files(folder)) {
                if (file.endsWith("rules.yaml")) {
                    rules.add(Text.of(file));
                } else if (file.getParent().endsWith("cluster")) {
                    manifests.add(Text.of(file));
                }
            }
        }
        for (Path file : files(CAPTURED)) {
            reviews.add(new Review(file.toString(), reviews.get(0).state(), Files.readAllBytes(file)));
        }
        manifests.addAll(files(CASES.resolve("clusters")).stream()
                .filter(file -> file.toString().endsWith(".yaml"))
                .map(Text::of)
                .toList());
        return new Corpus(reviews, manifests, rules);
    }

    private static Collection<Review> reviews(Path folder) {
        Map<String, Review> reviews = new LinkedHashMap<>();
        InMemoryWire wire = new InMemoryWire();
        new CaseRunner((state, webhook, body) -> {
                    String text = new String(body, StandardCharsets.ISO_8859_1);
                    reviews.putIfAbsent(
                            text, new Review(CASES.relativize(folder).toString(), state, body));
                    return wire.review(state, webhook, body);
                })
                .run(folder);
        return reviews.values();
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }
}
