package io.kosmosadmission.cluster.rules;

import io.kosmosadmission.admission.WrittenRules;
import io.kosmosadmission.background.Daemon;
import io.kosmosadmission.cluster.state.StateBuilder;
import io.kosmosadmission.cluster.watch.KindInformer;
import io.kosmosadmission.config.Configuration;
import io.kosmosadmission.rules.RulesFile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/** Rules in a file, used instead of the cluster's ConfigMap. */
public final class FileRules implements RulesSource {

    private static final Logger LOG = Logger.getLogger(FileRules.class);

    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Path path;
    private final RulesFile file;
    private final Consumer<Consumer<StateBuilder>> changes;
    private final Duration pause;
    private final Daemon thread = new Daemon("rules-file", LOG);

    private FileRules(Path path, RulesFile file, Consumer<Consumer<StateBuilder>> changes, Duration pause) {
        this.path = path;
        this.file = file;
        this.changes = changes;
        this.pause = pause;
    }

    /**
     * Reads the file for the first time. Throws IOException with all errors of the file: there are no last good rules
     * yet.
     */
    public static FileRules open(Path path, Consumer<Consumer<StateBuilder>> changes) throws IOException {
        return open(path, changes, PAUSE);
    }

    /** pause: between two looks at the file. */
    static FileRules open(Path path, Consumer<Consumer<StateBuilder>> changes, Duration pause) throws IOException {
        return new FileRules(path, RulesFile.open(path), changes, pause);
    }

    @Override
    public void start() {
        take();
        thread.repeat(this::look, pause, pause, "the change was not taken, what was read before stays");
    }

    private void look() {
        if (file.look()) {
            take();
        }
    }

    private void take() {
        Configuration configuration = file.rules().configuration();
        changes.accept(state -> {
            state.configure(configuration);
            state.complete(PART);
        });
    }

    @Override
    public boolean valid() {
        return file.rules().valid();
    }

    @Override
    public WrittenRules asWritten() {
        return file.asWritten();
    }

    @Override
    public String origin() {
        return path.toString();
    }

    @Override
    public Optional<KindInformer> informer() {
        return Optional.empty();
    }

    @Override
    public void close() {
        thread.close();
    }
}
