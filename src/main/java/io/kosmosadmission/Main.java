package io.kosmosadmission;

import io.kosmosadmission.admission.ClusterState;
import io.kosmosadmission.admission.StateSource;
import io.kosmosadmission.cli.Program;
import io.kosmosadmission.config.Configuration;
import io.kosmosadmission.inventory.ClusterObjects;
import io.kosmosadmission.inventory.Inventory;
import io.kosmosadmission.server.ServeOptions;
import io.kosmosadmission.server.Server;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** The only main: {@code serve} so far serves the defaults, and an empty cluster; the rest is the command line's. */
@QuarkusMain
public final class Main {

    private Main() {}

    public static void main(String... args) {
        System.exit(run(args));
    }

    private static int run(String... args) {
        if (args.length != 1 || !args[0].equals("serve")) {
            return new Program().run(System.in, System.out, System.err, args);
        }
        ServeOptions options = new ServeOptions(
                ServeOptions.DEFAULT_PORT,
                ServeOptions.DEFAULT_MANAGEMENT_PORT,
                Path.of("certs"),
                Optional.empty(),
                new NothingYet(new ClusterState(
                        Configuration.DEFAULT, Inventory.of(Configuration.DEFAULT, ClusterObjects.NONE))),
                ServeOptions.inPod(System.getenv()));
        return Server.run(options, System.err);
    }

    /** Until inventories are read. */
    private record NothingYet(ClusterState current) implements StateSource {

        @Override
        public void start() {}

        @Override
        public boolean synced() {
            return true;
        }

        @Override
        public Optional<Instant> lostSince() {
            return Optional.empty();
        }

        @Override
        public boolean rulesValid() {
            return true;
        }

        @Override
        public String describe() {
            return "nothing";
        }

        @Override
        public Map<String, Integer> objects() {
            return Map.of();
        }

        @Override
        public Map<String, Integer> findings() {
            return Map.of();
        }

        @Override
        public void close() {}
    }
}
