package io.kosmosadmission.houserules.sample.server;

import io.kosmosadmission.houserules.sample.cli.CommandLine;

/** Guilty: server looks at cli. */
public final class SeesCommandLine {
    private SeesCommandLine() {}

    public static Class<?> seen() {
        return CommandLine.class;
    }
}
