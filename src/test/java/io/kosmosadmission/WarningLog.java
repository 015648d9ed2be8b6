package io.kosmosadmission;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jboss.logmanager.formatters.PatternFormatter;

/** Our own warnings while it is open. */
public final class WarningLog extends Handler {

    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final Formatter message = new PatternFormatter("%s");
    private final Logger logger = Logger.getLogger(Main.class.getPackageName());

    public WarningLog() {
        logger.addHandler(this);
    }

    public List<String> lines() {
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
