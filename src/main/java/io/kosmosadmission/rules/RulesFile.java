package io.kosmosadmission.rules;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Rules in a file, read again as it changes. Where it is wrong later, or can't be read, the last good ones stay in force. */
public final class RulesFile {

    private static final Logger LOG = Logger.getLogger(RulesFile.class);

    private final Path path;
    private final FileWatcher<RulesText> file;
    private final CurrentRules rules;

    private RulesFile(Path path, FileWatcher<RulesText> file) throws WrongRulesException {
        this.path = path;
        this.file = file;
        this.rules = new CurrentRules(RulesInForce.first(file.value()));
    }

    /**
     * Reads the file for the first time.
     *
     * @throws WrongRulesException with all that is wrong with it
     * @throws IOException with a sentence where it can't be read
     */
    public static RulesFile open(Path path) throws IOException {
        return new RulesFile(
                path, FileWatcher.begin(() -> FileWatcher.fingerprint(path), () -> RulesText.ofFile(path)));
    }

    /** Looks whether the file changed. Returns whether other rules hold, or what is written has come to be wrong. */
    public boolean look() {
        file.look();
        Optional<String> error = file.error();
        boolean isNews = error.isPresent() ? rules.gone(error.get()) : rules.written(file.value());
        if (isNews && rules.now().valid()) {
            LOG.infof("rules changed and in force file=\"%s\"", path);
        }
        return isNews;
    }

    public RulesInForce rules() {
        return rules.now();
    }
}
