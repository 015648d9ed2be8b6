package io.kosmosadmission.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * What tests left behind: processes that still run, or that nothing but the end of the tests' virtual machine ended.
 *
 * @param folder in which all temporary files of these tests lie, and of no others. A process is theirs if its command line
 *     names it; one that has ended has none, even where nobody reaps it.
 */
public record LeftBehind(Path folder) {
    private static final Path UNNAMED = Path.of("target", "real-cluster", "unnamed");

    public static LeftBehind byThisBuild() {
        return new LeftBehind(Path.of(System.getProperty("real-cluster.folder", UNNAMED.toString()))
                .toAbsolutePath());
    }

    /** Fails where there is anything, and names it. */
    public void assertNothing() {
        assertThat(processes()).as("processes that still run").isEmpty();
        assertThat(forgotten())
                .as("processes that ran until the tests' virtual machine ended")
                .isEmpty();
    }

    public boolean isAnyRunning() {
        return !processes().isEmpty();
    }

    /** Each as its id and command line. */
    List<String> processes() {
        return ProcessHandle.allProcesses()
                .filter(process -> commandLine(process).contains(folder + File.separator))
                .map(process -> process.pid() + " " + commandLine(process))
                .toList();
    }

    private static String commandLine(ProcessHandle process) {
        return process.info().commandLine().orElse("");
    }

    List<String> forgotten() {
        try {
            return Files.exists(notes()) ? Files.readAllLines(notes()) : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void noteForgotten(String commandLine) {
        try {
            Files.createDirectories(folder);
            Files.writeString(notes(), commandLine + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path notes() {
        return folder.resolve("forgotten.txt");
    }
}
