package io.kosmosadmission.console.pages;

import io.kosmosadmission.admission.StateSource;
import io.kosmosadmission.admission.WrittenRules;
import io.kosmosadmission.config.Boundary;
import io.kosmosadmission.config.Configuration;
import io.kosmosadmission.config.Mode;
import io.kosmosadmission.config.Rule;
import io.kosmosadmission.console.Answers;
import io.kosmosadmission.console.Content;
import io.kosmosadmission.console.Page;
import io.kosmosadmission.console.Question;
import io.kosmosadmission.picture.Svg;
import io.quarkus.qute.RawString;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The rules in force and since when, and the errors of what is written where that is refused. */
public final class RulesPage implements Page {

    /** Of lines of a text that are shown. */
    private static final int MOST_LINES = 2_000;

    private static final int ROW = 26;
    private static final int NAMES = 200;
    private static final int COLUMN = 120;
    private static final int BAR = 90;
    private static final int SIZE = 13;
    private static final int TOP = 52;

    private final Answers answers;

    public RulesPage(Answers answers) {
        this.answers = answers;
    }

    /** A boundary in one row. */
    public record BoundaryRow(String name, String match, String providers, String mode) {

        static BoundaryRow of(Boundary boundary) {
            String providers = boundary.required().isEmpty()
                    ? "not " + String.join(", ", boundary.forbidden())
                    : String.join(", ", boundary.required())
                            + (boundary.fallback().isEmpty()
                                    ? ""
                                    : ", while all of these are drained " + String.join(", ", boundary.fallback()));
            return new BoundaryRow(boundary.name(), MatchText.of(boundary.match()), providers, own(boundary.mode()));
        }
    }

    /** A rule in one row. */
    public record RuleRow(String name, String match, String words, String mode) {

        static RuleRow of(Rule rule) {
            return new RuleRow(
                    rule.name(), MatchText.of(rule.match()), MatchText.of(rule.placement()), own(rule.mode()));
        }
    }

    private static String own(Optional<Mode> mode) {
        return mode.map(Mode::name).orElse("as the file says");
    }

    @Override
    public Content answer(Question question) {
        StateSource source = answers.state();
        Configuration configuration = source.current().configuration();
        Map<String, Object> data = new HashMap<>();
        data.put("mode", configuration.mode().name());
        data.put("overrides", configuration.modeOverrides().size());
        data.put(
                "boundaries",
                Rows.first(
                        configuration.boundaries().stream().map(BoundaryRow::of).toList()));
        data.put(
                "rules",
                Rows.first(configuration.rules().stream().map(RuleRow::of).toList()));
        data.put(
                "picture",
                new RawString(picture(
                        configuration, source.current().inventory().providers().liveNames())));
        WrittenRules written =
                source.rules().orElseGet(() -> new WrittenRules(source.describe(), "", Instant.EPOCH, "", List.of()));
        data.put("origin", written.origin());
        data.put("since", written.since().truncatedTo(ChronoUnit.SECONDS).toString());
        data.put("errors", Rows.first(written.errors()));
        data.put("lines", Rows.first(written.text().lines().toList(), MOST_LINES));
        data.put("refused", Rows.first(written.refused().lines().toList(), MOST_LINES));
        return Content.of("Rules", "rules", data);
    }

    private static String picture(Configuration configuration, Set<String> live) {
        Set<String> providers = new TreeSet<>(live);
        Svg svg = new Svg(NAMES + Math.max(1, providers.size()) * COLUMN, "Where the boundaries let pods run");
        svg.text(4, 18, SIZE, "a bar: pods may run there; hatched and marked ~: as the fallback");
        int x = NAMES;
        for (String provider : providers) {
            svg.text(x, TOP - 8, SIZE, shortened(provider));
            x += COLUMN;
        }
        int y = TOP;
        for (Boundary boundary : Rows.first(configuration.boundaries()).shown()) {
            svg.line(y).text(4, y + 18, SIZE, shortened(boundary.name()));
            x = NAMES;
            for (String provider : providers) {
                boolean isFallback = boundary.fallback().contains(provider);
                if (isFallback || isIn(boundary, provider)) {
                    svg.bar(x, y + 7, BAR, ROW - 12, isFallback, boundary.name() + ": " + provider);
                }
                svg.text(x + BAR + 5, y + 18, SIZE, isFallback ? "~" : isIn(boundary, provider) ? "" : "–");
                x += COLUMN;
            }
            y += ROW;
        }
        return svg.toString();
    }

    private static boolean isIn(Boundary boundary, String provider) {
        return boundary.required().isEmpty()
                ? !boundary.forbidden().contains(provider)
                : boundary.required().contains(provider);
    }

    private static String shortened(String name) {
        int most = 16;
        return name.length() <= most ? name : name.substring(0, most - 1) + "…";
    }
}
