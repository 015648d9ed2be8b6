package io.kosmosadmission.reading.yaml;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.ParserException;
import org.snakeyaml.engine.v2.parser.Parser;

/**
 * The events of a YAML text with what its aliases and merge keys stand for in their place. As in kubectl, a merged
 * field takes the place of one that is written before it, and one that is written after it takes its place.
 */
final class YamlEvents {

    /** A list or mapping that hasn't ended yet. */
    private static final class Open {
        private final boolean isMapping;
        private boolean isKeyNext;

        private Open(boolean isMapping) {
            this.isMapping = isMapping;
            this.isKeyNext = isMapping;
        }
    }

    /** What an anchor stands for, so far; depth is how deep it stands. */
    private record Anchored(int depth, List<Event> events) {}

    private record Replay(Iterator<Event> events, boolean merged) {}

    private final Parser parser;
    private final Deque<Replay> replays = new ArrayDeque<>();
    private final Map<Anchor, List<Event>> anchors = new HashMap<>();
    private final List<Anchored> recording = new ArrayList<>();
    private final Deque<Open> open = new ArrayDeque<>();
    /** Recordings before this one don't hold what is read for a merge key: they get it once it is merged. */
    private int recordFrom;

    YamlEvents(Parser parser) {
        this.parser = parser;
    }

    /** Returns the next event, never an alias or a merge key. */
    Event next() {
        Event event = taken();
        while (event instanceof AliasEvent || isMergeKey(event)) {
            if (event instanceof AliasEvent alias) {
                replays.push(new Replay(anchored(alias).iterator(), isMerged()));
            } else {
                merge(event);
            }
            event = taken();
        }
        if (event instanceof DocumentStartEvent) {
            anchors.clear();
        }
        follow(event);
        return event;
    }

    /** Returns whether the last event comes from a mapping that was merged into another. */
    boolean isMerged() {
        return !replays.isEmpty() && replays.peek().merged();
    }

    /** Returns whether a field's name comes next, or came with the event that was returned last. */
    boolean isKeyNext() {
        return !open.isEmpty() && open.peek().isKeyNext;
    }

    private Event taken() {
        while (!replays.isEmpty() && !replays.peek().events().hasNext()) {
            replays.pop();
        }
        return replays.isEmpty() ? parser.next() : replays.peek().events().next();
    }

    private List<Event> anchored(AliasEvent alias) {
        List<Event> events = anchors.get(alias.getAlias());
        if (events == null) {
            throw new ParserException(
                    "alias *" + alias.getAlias().getValue() + " stands for nothing: there is no such anchor before it",
                    alias.getStartMark());
        }
        return events;
    }

    private boolean isMergeKey(Event event) {
        return isKeyNext()
                && event instanceof ScalarEvent scalar
                && scalar.isPlain()
                && scalar.getTag().isEmpty()
                && scalar.getValue().equals("<<");
    }

    /** Reads the value of a merge key and puts the fields of its mappings in front of what comes next. */
    private void merge(Event key) {
        int before = recordFrom;
        recordFrom = recording.size();
        int depth = open.size();
        open.element().isKeyNext = false;
        List<Event> value = new ArrayList<>();
        do {
            value.add(next());
        } while (open.size() > depth);
        recordFrom = before;
        replays.push(new Replay(fields(key, value).iterator(), true));
    }

    /** Returns the fields of a mapping, or of a list of mappings, of which the first counts most and comes last. */
    private static List<Event> fields(Event key, List<Event> value) {
        if (value.get(0) instanceof MappingStartEvent) {
            return value.subList(1, value.size() - 1);
        }
        List<Event> fields = new ArrayList<>();
        int depth = 0;
        int start = 0;
        for (int i = 1; i < value.size() - 1; i++) {
            Event event = value.get(i);
            if (depth == 0 && !(event instanceof MappingStartEvent)) {
                throw noMapping(key);
            }
            start = depth == 0 ? i : start;
            depth += event instanceof CollectionStartEvent ? 1 : event instanceof CollectionEndEvent ? -1 : 0;
            if (depth == 0) {
                fields.addAll(0, value.subList(start + 1, i));
            }
        }
        if (value.size() == 1) {
            throw noMapping(key);
        }
        return fields;
    }

    private static ParserException noMapping(Event key) {
        return new ParserException("<< needs a mapping or a list of mappings", key.getStartMark());
    }

    private void follow(Event event) {
        boolean isReplayed = !replays.isEmpty();
        Optional<Anchor> anchor = event instanceof NodeEvent node && !isReplayed ? node.getAnchor() : Optional.empty();
        if (anchor.isPresent()) {
            List<Event> events = new ArrayList<>();
            anchors.put(anchor.get(), events);
            recording.add(new Anchored(open.size(), events));
        }
        for (int i = recordFrom; i < recording.size(); i++) {
            recording.get(i).events().add(event);
        }
        if (event instanceof CollectionStartEvent) {
            open.push(new Open(event instanceof MappingStartEvent));
            return;
        }
        if (event instanceof CollectionEndEvent) {
            open.pop();
        }
        if (event instanceof CollectionEndEvent || event instanceof ScalarEvent) {
            complete();
        }
    }

    /** Notes that a value ended: a recording that began at this depth is complete. */
    private void complete() {
        int last = recording.size() - 1;
        if (last >= recordFrom && recording.get(last).depth() == open.size()) {
            recording.remove(last);
        }
        if (!open.isEmpty() && open.peek().isMapping) {
            open.peek().isKeyNext = !open.peek().isKeyNext;
        }
    }
}
