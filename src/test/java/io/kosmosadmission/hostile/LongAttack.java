package io.kosmosadmission.hostile;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/**
 * As many bodies as it is told, on all cores: src/bench/hostile. What is wrong is told at once, with the body in a file; at
 * the end it prints what was answered how often, the slowest, and the memory before and after.
 */
final class LongAttack {
    private static final Duration HANGS = Duration.ofMinutes(1);
    /** Bytes of a list: what holds it stays below the limit of a body. */
    private static final int LARGEST = 6 << 20;

    private static final int MOST_WRONG = 40;
    private static final int SLOWEST = 10;

    private final Attack attack;
    private final Path folder;
    private final long first;
    private final long end;
    private final AtomicLong next;
    private final Map<String, AtomicInteger> answers = new ConcurrentSkipListMap<>();
    private final Map<String, Long> wrong = new ConcurrentHashMap<>();
    private final NavigableMap<Duration, String> slowest = new TreeMap<>();
    private final Map<Thread, long[]> underWay = new ConcurrentHashMap<>();

    private LongAttack(Attack attack, Path folder, long first, long bodies) {
        this.attack = attack;
        this.folder = folder;
        this.first = first;
        this.end = first + bodies;
        this.next = new AtomicLong(first);
    }

    /** Arguments: how many bodies, the seed, the number of the first, and the folder for those that are wrong. */
    public static void main(String... arguments) throws Exception {
        Path folder = Files.createDirectories(Path.of(arguments[3]));
        long seed = Long.parseLong(arguments[1]);
        LongAttack run = new LongAttack(
                new Attack(Corpus.ofEach(1), seed, LARGEST),
                folder,
                Long.parseLong(arguments[2]),
                Long.parseLong(arguments[0]));
        boolean fine = run.all();
        System.exit(fine ? 0 : 1);
    }

    private boolean all() throws InterruptedException {
        long before = held();
        long begin = System.nanoTime();
        List<Thread> threads = IntStream.range(0, Runtime.getRuntime().availableProcessors())
                .mapToObj(i -> new Thread(this::work, "attack-" + i))
                .toList();
        threads.forEach(Thread::start);
        for (int seconds = 1; threads.stream().anyMatch(Thread::isAlive); seconds++) {
            TimeUnit.SECONDS.sleep(1);
            underWay.forEach(this::checkHangs);
            if (seconds % 30 == 0) {
                System.out.println(next.get() - first + " bodies, " + wrong.size() + " kinds of wrong answers");
            }
        }
        System.out.printf(
                "%,d bodies in %d s%n", end - first, TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begin));
        answers.forEach((what, count) -> System.out.printf("%-24s %,d%n", what, count.get()));
        slowest.descendingMap()
                .forEach((taken, what) -> System.out.println("slowest: " + taken.toMillis() + " ms CPU, " + what));
        System.out.printf("heap held: %d MiB before, %d MiB after%n", before >> 20, held() >> 20);
        System.out.println("wrong: " + wrong.size());
        return wrong.isEmpty();
    }

    private void work() {
        for (long number = next.getAndIncrement(); number < end; number = next.getAndIncrement()) {
            underWay.put(Thread.currentThread(), new long[] {number, System.nanoTime()});
            note(number, attack.send(number));
        }
        underWay.remove(Thread.currentThread());
    }

    private void note(long number, Attack.Outcome outcome) {
        answers.computeIfAbsent(outcome.statuses().toString(), unseen -> new AtomicInteger())
                .incrementAndGet();
        slow(outcome.slowest(), "body " + number + " of " + outcome.sent().length + " bytes, " + outcome.about());
        for (String each : outcome.wrong()) {
            String kind = each.replaceAll("[0-9]+", "0").substring(0, Math.min(each.length(), 100));
            if (wrong.size() < MOST_WRONG && wrong.putIfAbsent(kind, number) == null) {
                System.out.println("body " + number + " (" + outcome.about() + "): " + head(each));
                keep(number, outcome.sent());
            }
        }
    }

    private static String head(String text) {
        return text.length() < 2_000 ? text : text.substring(0, 2_000) + "…";
    }

    private void slow(Duration taken, String what) {
        synchronized (slowest) {
            slowest.put(taken, what);
            if (slowest.size() > SLOWEST) {
                slowest.pollFirstEntry();
            }
        }
    }

    private void keep(long number, byte[] body) {
        try {
            Files.write(folder.resolve(number + ".body"), body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void checkHangs(Thread thread, long[] body) {
        if (System.nanoTime() - body[1] > HANGS.toNanos()) {
            System.out.println("body " + body[0] + " hangs:");
            for (StackTraceElement frame : thread.getStackTrace()) {
                System.out.println("  at " + frame);
            }
            Runtime.getRuntime().halt(1);
        }
    }

    private static long held() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
