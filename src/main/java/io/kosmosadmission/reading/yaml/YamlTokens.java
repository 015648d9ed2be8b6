package io.kosmosadmission.reading.yaml;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.ContentReference;
import com.fasterxml.jackson.core.json.JsonReadContext;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.events.StreamEndEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/**
 * YAML as the tokens of JSON that kubectl would send: aliases and merge keys are resolved, an empty value is null, a
 * number or truth value is what YAML 1.1 says. A field that is written twice is given twice, and told.
 */
public final class YamlTokens extends ScalarParser {

    private static final LoadSettings SETTINGS = LoadSettings.builder()
            .setSchema(new YamlCoreSchema()) // not asked: the parser gives scalars as they are written
            .setCodePointLimit(Integer.MAX_VALUE)
            .setBufferSize(1 << 14)
            .build();

    /** Schemas of CustomResourceDefinitions nest two levels a field. The limit is that of the JSON parser. */
    private static final int DEEPEST = 1000;
    /** What is read is written again as JSON, each alias as what it stands for. */
    private static final int CHARACTERS_OF_A_VALUE = 64;

    /** Told of a field that is written twice in a mapping. The parser stands where it is for the second time. */
    public interface Repeated {
        void told(String field, JsonParser parser) throws IOException;
    }

    private final YamlEvents events;
    private final Reader text;
    private final int firstLine;
    private final Repeated repeated;
    private final Deque<Set<String>> names = new ArrayDeque<>();
    private JsonReadContext context = JsonReadContext.createRootContext(null);
    private Optional<Mark> mark = Optional.empty();
    private boolean closed;

    /** firstLine is that of the text in its file. */
    public YamlTokens(Reader text, int firstLine, Repeated repeated) {
        this.text = text;
        this.firstLine = firstLine;
        this.repeated = repeated;
        this.events = new YamlEvents(new YamlGuard(
                new ParserImpl(SETTINGS, new StreamReader(SETTINGS, text)), DEEPEST, CHARACTERS_OF_A_VALUE));
    }

    @Override
    public @Nullable JsonToken nextToken() throws IOException {
        try {
            return closed ? null : token();
        } catch (MarkedYamlEngineException invalid) {
            mark = YamlProblem.place(invalid, mark);
            throw new JsonParseException(this, YamlProblem.of(invalid, firstLine), location());
        } catch (ReaderException unprintable) {
            throw new JsonParseException(
                    this, String.format("character U+%04X can't be printed", unprintable.getCodePoint()), location());
        } catch (YamlEngineException | IllegalArgumentException invalid) {
            throw new JsonParseException(this, String.valueOf(invalid.getMessage()), location());
        }
    }

    private @Nullable JsonToken token() throws IOException {
        while (true) {
            boolean isKey = events.isKeyNext();
            Event event = events.next();
            mark = event.getStartMark().or(() -> mark);
            if (event instanceof MappingStartEvent || event instanceof SequenceStartEvent) {
                return start(event instanceof MappingStartEvent, isKey);
            }
            if (event instanceof CollectionEndEvent) {
                return end();
            }
            if (event instanceof ScalarEvent value) {
                scalar(JsonScalar.of(value.getValue(), value.isPlain(), value.getTag()));
                return isKey ? name() : _updateToken(scalar().token());
            }
            if (event instanceof StreamEndEvent) {
                close();
                return _updateTokenToNull();
            }
        }
    }

    private JsonToken start(boolean isMapping, boolean isKey) throws IOException {
        if (isKey) {
            throw new IllegalArgumentException("a field's name must be a string, and no mapping or list");
        }
        context = isMapping
                ? context.createChildObjectContext(line(), column())
                : context.createChildArrayContext(line(), column());
        names.push(new HashSet<>());
        return _updateToken(isMapping ? JsonToken.START_OBJECT : JsonToken.START_ARRAY);
    }

    private JsonToken end() throws IOException {
        JsonToken token = context.inObject() ? JsonToken.END_OBJECT : JsonToken.END_ARRAY;
        context = context.getParent();
        names.pop();
        return _updateToken(token);
    }

    private JsonToken name() throws IOException {
        if (scalar().token() == JsonToken.VALUE_NULL) {
            throw new IllegalArgumentException("a field's name is missing");
        }
        if (!events.isMerged() && !names.element().add(scalar().text())) {
            repeated.told(scalar().text(), this);
        }
        context.setCurrentName(scalar().text());
        return _updateToken(JsonToken.FIELD_NAME);
    }

    private int line() {
        return firstLine + mark.map(Mark::getLine).orElse(0);
    }

    private int column() {
        return 1 + mark.map(Mark::getColumn).orElse(0);
    }

    private JsonLocation location() {
        return new JsonLocation(ContentReference.unknown(), -1, line(), column());
    }

    @Override
    public void close() throws IOException {
        closed = true;
        text.close();
    }

    @Override
    public boolean isClosed() {
        return closed;
    }

    @Override
    public JsonReadContext getParsingContext() {
        return context;
    }

    @Override
    @SuppressWarnings("deprecation") // still abstract
    public JsonLocation getTokenLocation() {
        return location();
    }

    @Override
    @SuppressWarnings("deprecation") // still abstract
    public JsonLocation getCurrentLocation() {
        return location();
    }

    @Override
    @SuppressWarnings("deprecation") // still abstract
    public @Nullable String getCurrentName() {
        boolean isStart = _currToken == JsonToken.START_OBJECT || _currToken == JsonToken.START_ARRAY;
        return (isStart ? context.getParent() : context).getCurrentName();
    }
}
