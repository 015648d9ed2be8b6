package io.kosmosadmission.console;

import io.quarkus.qute.Engine;
import io.quarkus.qute.HtmlEscaper;
import io.quarkus.qute.ReflectionValueResolver;
import io.quarkus.qute.TemplateLocator;
import io.quarkus.qute.Variant;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** The templates in the program. Whatever is put into them is escaped, but for pictures of our own. */
final class Templates {

    private static final String HTML = "text/html";
    private static final String FOLDER = "/console/";

    /** A template in the program; one may include another. */
    private record File(String name) implements TemplateLocator.TemplateLocation {
        @Override
        public Reader read() {
            return new StringReader(text(name + ".html"));
        }

        @Override
        public Optional<Variant> getVariant() {
            return Optional.of(new Variant(Locale.ENGLISH, HTML, "UTF-8"));
        }
    }

    private final Engine engine = Engine.builder()
            .addDefaults()
            .addValueResolver(new ReflectionValueResolver())
            .addLocator(name -> Optional.of(new File(name)))
            .addResultMapper(new HtmlEscaper(List.of(HTML)))
            .build();

    /** Hands the pieces of the filled template on as they are made. */
    void fill(String name, Map<String, Object> data, Consumer<String> pieces) {
        engine.getTemplate(name)
                .instance()
                .data(data)
                .consume(pieces)
                .toCompletableFuture()
                .join();
    }

    /** Reads the template, so that the first page doesn't wait for it. */
    void prepare(String name) {
        engine.getTemplate(name);
    }

    /** Returns the text of a file of the console's. */
    static String text(String file) {
        try (InputStream in = Templates.class.getResourceAsStream(FOLDER + file)) {
            if (in == null) {
                throw new IllegalStateException("the program lacks " + FOLDER + file);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
