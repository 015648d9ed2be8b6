package io.kosmosadmission.houserules.sample.cli;

/** What nothing but Main may see. */
public final class CommandLine {
    private CommandLine() {}
}
