package io.kosmosadmission.build;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * What a test needs and a user's machine may lack: without it the test is skipped, and one line says so and how to get
 * it. With {@code -Dreal-cluster=required}, as under .ci/run, it fails instead.
 */
public final class Needed {
    private static final Set<String> SAID = ConcurrentHashMap.newKeySet();

    private Needed() {}

    /** A program on the path. */
    public static void program(String name) {
        program(name, "");
    }

    /** A program on the path, with the way to get it where its name doesn't say that. */
    public static void program(String name, String wayOut) {
        boolean there = Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, name)));
        if (!there) {
            lacking("tests that run " + name + " are skipped where it is not installed" + wayOut);
        }
    }

    /** Skips the caller's test, or fails it; the sentence says what was skipped and the way out. */
    public static void lacking(String sentence) {
        if ("required".equals(System.getProperty("real-cluster"))) {
            fail(sentence);
        }
        if (SAID.add(sentence)) {
            System.out.println(sentence);
        }
        abort(sentence);
    }
}
