package io.kosmosadmission.manifests;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jboss.logmanager.formatters.PatternFormatter;

/** The warnings of this package while it is open. */
final class WarningLog extends Handler {

    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final Formatter message = new PatternFormatter("%s");
    private final Logger logger = Logger.getLogger(WarningLog.class.getPackageName());

    WarningLog() {
        logger.addHandler(this);
    }

    List<String> lines() {
        return lines;
    }

    @Override
    public void publish(LogRecord line) {
        if (line.getLevel().intValue() >= Level.WARNING.intValue()) {
            lines.add(message.format(line));
        }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        logger.removeHandler(this);
    }
}
