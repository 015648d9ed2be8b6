package io.kosmosadmission.hostile;

import io.kosmosadmission.admission.ClusterState;
import io.kosmosadmission.admission.Findings;
import io.kosmosadmission.admission.Webhook;
import io.kosmosadmission.config.Configuration;
import io.kosmosadmission.inventory.Inventory;
import io.kosmosadmission.inventory.ObjectCollector;
import io.kosmosadmission.reading.ConfigurationReader;
import io.kosmosadmission.reading.HttpAnswer;
import io.kosmosadmission.reading.ManifestReader;
import io.kosmosadmission.reading.ManifestRemarks;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Bodies by their numbers, each made anew from its seed and number alone, and what came of them. Of twenty, one is the
 * manifests of what a cluster holds, one is a file of rules, and all others are reviews. A cluster and rules that could be
 * read are used.
 */
final class Attack {
    /** Of CPU, for one review. The API server waits for two seconds. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    /** What a file of rules or manifests may take: no review waits for it. */
    private static final Duration PATIENCE_FOR_FILES = Duration.ofSeconds(10);

    private static final Instant NOW = Instant.parse("2026-11-30T00:00:00Z");

    /** What was sent, and what is wrong with what came of it; statuses are those of both webhooks, 0 for a file. */
    record Outcome(String about, byte[] sent, List<Integer> statuses, Duration slowest, List<String> wrong) {}

    private final Corpus corpus;
    private final long seed;
    private final int largest;
    private final Expected expected = new Expected();

    /** largest is what a list becomes now and then, in bytes. */
    Attack(Corpus corpus, long seed, int largest) {
        this.largest = largest;
        this.corpus = corpus;
        this.seed = seed;
    }

    Outcome send(long number) {
        Random random = new Random(seed * 1_000_003 + number);
        random.nextLong(); // the first values of near seeds are near each other
        return switch (random.nextInt(20)) {
            case 0 -> manifests(random);
            case 1 -> rules(random);
            default -> review(random);
        };
    }

    /** A body as {@link #send} would send it to both webhooks. */
    byte[] body(Corpus.Review review, Random random) {
        return new Mutator(random, largest)
                .mutated(review.body(), one(corpus.reviews(), random).body());
    }

    private Outcome review(Random random) {
        Corpus.Review review = one(corpus.reviews(), random);
        Timed timed = new Timed(PATIENCE);
        byte[] body = body(review, random);
        List<Integer> statuses = new ArrayList<>();
        for (Webhook webhook : Webhook.values()) {
            timed.run(webhook.toString(), () -> {
                HttpAnswer answer = expected.answer(review.state(), webhook, body);
                statuses.add(answer.status());
                return () -> Expected.wrong(body, answer);
            });
        }
        return timed.outcome(review.name(), body, statuses);
    }

    private Outcome manifests(Random random) {
        Corpus.Text file = one(corpus.manifests(), random);
        Corpus.Review review = one(corpus.reviews(), random);
        byte[] text = file(file, one(corpus.manifests(), random), random);
        Timed timed = new Timed(PATIENCE_FOR_FILES);
        timed.run("manifests", () -> {
            ObjectCollector collector = new ObjectCollector();
            new ManifestReader(collector).read(new ByteArrayInputStream(text), "hostile.yaml", new ManifestRemarks());
            Configuration configuration = review.state().configuration();
            ClusterState state = new ClusterState(
                    configuration,
                    Inventory.of(configuration, collector.collected()).at(NOW));
            Findings.of(configuration, state.inventory()).and(Findings.ofConsumers(state));
            return () -> wrongOn(state, review);
        });
        return timed.outcome(file.name() + " under " + review.name(), text, List.of(0));
    }

    private Outcome rules(Random random) {
        Corpus.Text file = one(corpus.rules(), random);
        Corpus.Review review = one(corpus.reviews(), random);
        byte[] text = file(file, one(corpus.rules(), random), random);
        Timed timed = new Timed(PATIENCE_FOR_FILES);
        timed.run("rules", () -> {
            ConfigurationReader.Result read =
                    new ConfigurationReader().read("rules.yaml", new String(text, StandardCharsets.UTF_8));
            ClusterState state = new ClusterState(
                    read.configuration(), review.state().inventory().with(read.configuration()));
            return () -> wrongOn(state, review);
        });
        return timed.outcome(file.name() + " before " + review.name(), text, List.of(0));
    }

    /** What is wrong with the answers to a review in order, on a state that isn't. */
    private List<String> wrongOn(ClusterState state, Corpus.Review review) {
        List<String> wrong = new ArrayList<>();
        for (Webhook webhook : Webhook.values()) {
            wrong.addAll(Expected.wrong(review.body(), expected.answer(state, webhook, review.body())));
        }
        return wrong;
    }

    private byte[] file(Corpus.Text file, Corpus.Text other, Random random) {
        return random.nextBoolean()
                ? new HostileBytes(random).mutated(file.yaml(), other.yaml())
                : new Mutator(random, largest).mutated(file.json(), other.json());
    }

    private static <T> T one(List<T> of, Random random) {
        return of.get(random.nextInt(of.size()));
    }

    /** Runs, and notes what is thrown and what takes too long. */
    private static final class Timed {
        private final Duration patience;
        private final List<String> wrong = new ArrayList<>();
        private Duration slowest = Duration.ZERO;

        private Timed(Duration patience) {
            this.patience = patience;
        }

        private interface Judged {
            List<String> wrong();
        }

        private interface Step {
            /** What it returns judges what came of it, and takes what time it likes. */
            Judged run() throws IOException;
        }

        private void run(String what, Step step) {
            long begin = cpu();
            try {
                Judged judged = step.run();
                Duration taken = Duration.ofNanos(cpu() - begin);
                slowest = taken.compareTo(slowest) > 0 ? taken : slowest;
                if (taken.compareTo(patience) > 0) {
                    wrong.add(what + " took " + taken.toMillis() + " ms");
                }
                judged.wrong().forEach(each -> wrong.add(what + ": " + each));
            } catch (IOException | RuntimeException | StackOverflowError | OutOfMemoryError thrown) {
                List<StackTraceElement> trace = List.of(thrown.getStackTrace());
                wrong.add(what + ": " + thrown + " at " + trace.subList(0, Math.min(8, trace.size())));
            }
        }

        private Outcome outcome(String about, byte[] sent, List<Integer> statuses) {
            return new Outcome(about, sent, statuses, slowest, wrong);
        }

        private static long cpu() {
            return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        }
    }
}
