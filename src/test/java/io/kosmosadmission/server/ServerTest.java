package io.kosmosadmission.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.kosmosadmission.admission.StateSource;
import io.kosmosadmission.build.Script;
import io.kosmosadmission.cli.Program;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerTest {

    @Test
    void aProcessWhoseSourceCannotStartEnds(@TempDir Path certs) {
        Script.Result ran = new Script(Script.PROJECT, Map.of())
                .run(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Unstartable.class.getName(),
                        certs.toString()));
        assertThat(ran.stderr()).contains("can't start");
        assertThat(ran.exit()).isEqualTo(2);
    }

    /** The main of that process. */
    static final class Unstartable {

        private Unstartable() {}

        public static void main(String... args) {
            Program program = new Program(
                    (settings, err) -> Server.run(
                            new ServeOptions(
                                    0,
                                    0,
                                    Path.of(args[0]),
                                    Optional.empty(),
                                    Optional.empty(),
                                    source(),
                                    () -> {},
                                    false),
                            err),
                    false);
            System.exit(program.run(System.in, System.out, System.err, "serve"));
        }

        private static StateSource source() {
            return (StateSource) Proxy.newProxyInstance(
                    Unstartable.class.getClassLoader(), new Class<?>[] {StateSource.class}, (proxy, method, given) -> {
                        if (method.getName().equals("start")) {
                            throw new IllegalStateException("can't start");
                        }
                        return null;
                    });
        }
    }
}
