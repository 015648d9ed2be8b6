package io.kosmosadmission.reading.yaml;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.ParserException;
import org.snakeyaml.engine.v2.parser.Parser;

/**
 * Stops a file that costs more than its length tells: by nesting, since the composer is recursive and the stack would
 * overflow, or by aliases, since a few lines can stand for billions of values. Both are counted here before a node is
 * made.
 */
final class YamlGuard implements Parser {

    private static final long MOST_ALIASED = 100_000;

    /** A list or mapping that hasn't ended yet, and how many values it holds so far, itself included. */
    private static final class Open {
        private final Optional<Anchor> anchor;
        private long size = 1;

        private Open(Optional<Anchor> anchor) {
            this.anchor = anchor;
        }
    }

    private final Parser parser;
    private final int deepest;
    private final int charactersOfAValue;
    private final Deque<Open> open = new ArrayDeque<>();
    private final Map<Anchor, Long> sizes = new HashMap<>();
    private long aliased;

    /** charactersOfAValue is how many characters of a text cost as much as another value. */
    YamlGuard(Parser parser, int deepest, int charactersOfAValue) {
        this.parser = parser;
        this.deepest = deepest;
        this.charactersOfAValue = charactersOfAValue;
    }

    @Override
    public boolean checkEvent(Event.ID choice) {
        return parser.checkEvent(choice);
    }

    @Override
    public Event peekEvent() {
        return parser.peekEvent();
    }

    @Override
    public boolean hasNext() {
        return parser.hasNext();
    }

    @Override
    public Event next() {
        Event event = parser.next();
        if (event instanceof AliasEvent alias) {
            count(aliasedBy(alias));
        } else if (event instanceof CollectionStartEvent start) {
            start(start);
        } else if (event instanceof CollectionEndEvent) {
            end();
        } else if (event instanceof NodeEvent scalar) {
            long size = scalar instanceof ScalarEvent written
                    ? 1 + written.getValue().length() / charactersOfAValue
                    : 1;
            scalar.getAnchor().ifPresent(anchor -> sizes.put(anchor, size));
            count(size);
        }
        return event;
    }

    private void start(CollectionStartEvent event) {
        if (open.size() == deepest) {
            throw stop("nested more than " + deepest + " deep", event.getStartMark());
        }
        event.getAnchor().ifPresent(sizes::remove);
        open.push(new Open(event.getAnchor()));
    }

    private void end() {
        Open ended = open.pop();
        ended.anchor.ifPresent(anchor -> sizes.put(anchor, ended.size));
        count(ended.size);
    }

    private void count(long values) {
        if (!open.isEmpty()) {
            open.peek().size += values;
        }
    }

    private long aliasedBy(AliasEvent event) {
        Anchor anchor = event.getAlias();
        if (open.stream().anyMatch(outer -> outer.anchor.equals(Optional.of(anchor)))) {
            throw stop("alias *" + anchor.getValue() + " stands inside of what it stands for", event.getStartMark());
        }
        long size = sizes.getOrDefault(anchor, 0L); // 0 where undefined, which the composer reports better
        aliased += size;
        if (aliased > MOST_ALIASED) {
            throw stop("aliases stand for more than " + MOST_ALIASED + " values", event.getStartMark());
        }
        return size;
    }

    private static ParserException stop(String problem, Optional<Mark> position) {
        return new ParserException(problem, position);
    }
}
