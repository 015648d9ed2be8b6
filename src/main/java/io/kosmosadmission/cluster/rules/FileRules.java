package io.kosmosadmission.cluster.rules;

import io.kosmosadmission.background.Daemon;
import io.kosmosadmission.cluster.state.StateBuilder;
import io.kosmosadmission.cluster.watch.KindInformer;
import io.kosmosadmission.reading.UnreadableException;
import io.kosmosadmission.rules.RulesInForce;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/** Rules in a file, read again as it changes. A folder's watch would miss the swaps by which mounted files change. */
public final class FileRules implements RulesSource {

    private static final Logger LOG = Logger.getLogger(FileRules.class);

    private static final Duration PERIOD = Duration.ofSeconds(1);

    private final Path file;
    private final Consumer<Consumer<StateBuilder>> changes;
    private final Daemon poll = new Daemon("rules-file", LOG);
    private Optional<String> read = Optional.empty();
    private Optional<String> seen;
    private volatile RulesInForce rules;

    private FileRules(Path file, String text, RulesInForce rules, Consumer<Consumer<StateBuilder>> changes) {
        this.file = file;
        this.changes = changes;
        this.seen = Optional.of(text);
        this.rules = rules;
    }

    /** UnreadableException with all that is wrong with the file: at the start there is no last good one. */
    public static FileRules open(Path file, Consumer<Consumer<StateBuilder>> changes) throws IOException {
        if (!Files.isReadable(file)) {
            throw new UnreadableException(file + ": there is no such file, or it may not be read");
        }
        String text = Files.readString(file);
        RulesInForce rules = RulesInForce.NONE.written(Optional.of(text));
        if (!rules.valid()) {
            throw new UnreadableException(String.join("\n", rules.errors()));
        }
        return new FileRules(file, text, rules, changes);
    }

    @Override
    public void start() {
        take();
        poll.repeat(this::look, PERIOD, PERIOD, "the change was not taken, what was read before stays");
    }

    private void look() {
        Optional<String> now = read();
        boolean settled = now.equals(read);
        read = now;
        if (!settled || now.equals(seen)) {
            return; // still being written, or taken already
        }
        seen = now;
        rules = rules.written(now);
        if (rules.valid()) {
            LOG.infof("rules changed and in force file=\"%s\"", file);
            take();
        } else {
            LOG.warnf(
                    "rules not valid, the last good ones stay in force why=\"%s\"", String.join(" | ", rules.errors()));
        }
    }

    private Optional<String> read() {
        try {
            return Optional.of(Files.readString(file));
        } catch (IOException gone) {
            return Optional.empty();
        }
    }

    private void take() {
        RulesInForce taken = rules;
        changes.accept(draft -> {
            draft.configure(taken.configuration());
            draft.complete(PART);
        });
    }

    @Override
    public boolean valid() {
        return rules.valid();
    }

    @Override
    public String origin() {
        return file.toString();
    }

    @Override
    public Optional<KindInformer> follower() {
        return Optional.empty();
    }

    @Override
    public void close() {
        poll.close();
    }
}
