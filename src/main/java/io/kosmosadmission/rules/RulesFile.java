package io.kosmosadmission.rules;

import io.kosmosadmission.admission.WrittenRules;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Rules in a file, read again when it changes. If it becomes wrong or can't be read, the last good rules stay in force.
 */
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
     * @throws WrongRulesException with all errors of the file
     * @throws IOException with a message for people where it can't be read
     */
    public static RulesFile open(Path path) throws IOException {
        return new RulesFile(
                path, FileWatcher.begin(() -> FileWatcher.fingerprint(path), () -> RulesText.ofFile(path)));
    }

    /** Looks at the file once. Returns whether that changes the rules in force or their errors. */
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

    public WrittenRules asWritten() {
        return rules.asWritten(path.toString());
    }
}
