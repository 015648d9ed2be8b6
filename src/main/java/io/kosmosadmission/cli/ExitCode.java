package io.kosmosadmission.cli;

/** The exit codes of the commands. */
final class ExitCode {

    static final int FINE = 0;
    /** The command did its work and found something: a denied object, a failed case, a wrong configuration. */
    static final int FINDINGS = 1;
    /** Wrong usage, or input that can't be read. */
    static final int UNUSABLE = 2;

    private ExitCode() {}
}
