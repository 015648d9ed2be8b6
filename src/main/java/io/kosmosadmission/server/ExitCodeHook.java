package io.kosmosadmission.server;

import java.util.concurrent.CompletableFuture;

/**
 * Makes an orderly end by SIGTERM exit 0. The JVM would say 143 whatever the shutdown came to, and then a pod that ended
 * as it should looks like one that failed.
 */
final class ExitCodeHook {

    private final CompletableFuture<Integer> code = new CompletableFuture<>();
    private final Thread thread = new Thread(() -> Runtime.getRuntime().halt(code.join()), "kosmos-exit-code");

    static ExitCodeHook install() {
        ExitCodeHook hook = new ExitCodeHook();
        Runtime.getRuntime().addShutdownHook(hook.thread);
        return hook;
    }

    /** All is stopped. Where no signal is being handled, the caller ends the process himself. */
    void ended(int exitCode) {
        try {
            Runtime.getRuntime().removeShutdownHook(thread);
        } catch (IllegalStateException endingBySignal) {
            code.complete(exitCode);
        }
    }
}
