package io.kosmosadmission.server;

import java.util.concurrent.CompletableFuture;

/**
 * Makes the process exit with 0 after an orderly shutdown by SIGTERM. The JVM would exit with 143 whatever the shutdown
 * came to, and a pod that ended as it should would look like one that failed.
 */
final class ExitCodeHook {

    private final CompletableFuture<Integer> code = new CompletableFuture<>();
    private final Thread thread = new Thread(() -> Runtime.getRuntime().halt(code.join()), "kosmos-exit-code");

    static ExitCodeHook install() {
        ExitCodeHook hook = new ExitCodeHook();
        Runtime.getRuntime().addShutdownHook(hook.thread);
        return hook;
    }

    /**
     * Tells the hook that everything is stopped. Where no signal is being handled, the hook is removed and the caller
     * ends the process.
     */
    void ended(int exitCode) {
        try {
            Runtime.getRuntime().removeShutdownHook(thread);
        } catch (IllegalStateException endingBySignal) {
            code.complete(exitCode);
        }
    }
}
