package io.kosmosadmission.manifests;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What an expression of PromQL reads: the series that it names, the labels that it matches, those that it groups by,
 * and those by which it joins.
 */
record Expression(List<String> series, List<Match> matches, List<String> groupings, List<String> joins) {

    /** A matcher within braces; values are the alternatives of a regular expression that has no other special sign. */
    record Match(String series, String label, List<String> values) {}

    private static final Pattern TOKEN = Pattern.compile(
            "\"(?:[^\"\\\\]|\\\\.)*\"" // text
                    + "|\\{[^}]*}|\\[[^]]*]" // matchers, duration of a range
                    + "|\\d[\\w.]*|[a-zA-Z_:][\\w:]*|\\(|\\)|\\S");
    private static final Pattern MATCHER = Pattern.compile("(\\w+)\\s*(?:=~|!~|!=|=)\\s*\"([^\"]*)\"");
    private static final Set<String> GROUPING = Set.of("by", "without");
    private static final Set<String> JOINING = Set.of("on", "ignoring", "group_left", "group_right");
    private static final Set<String> WORDS = Set.of("and", "or", "unless", "offset", "bool", "inf", "nan");

    Expression {
        series = List.copyOf(series);
        matches = List.copyOf(matches);
        groupings = List.copyOf(groupings);
        joins = List.copyOf(joins);
    }

    static Expression of(String text) {
        List<String> tokens = TOKEN.matcher(text)
                .results()
                .map(found -> found.group())
                .filter(token -> !token.startsWith("\""))
                .toList();
        List<String> series = new ArrayList<>();
        List<Match> matches = new ArrayList<>();
        List<String> groupings = new ArrayList<>();
        List<String> joins = new ArrayList<>();
        for (int i = 0; i < tokens.size(); i++) {
            String token = tokens.get(i);
            String next = i + 1 < tokens.size() ? tokens.get(i + 1) : "";
            if (GROUPING.contains(token) || JOINING.contains(token)) {
                int end = i + tokens.subList(i, tokens.size()).indexOf(")");
                List<String> labels = GROUPING.contains(token) ? groupings : joins;
                tokens.subList(i + 1, end).stream().filter(Expression::isName).forEach(labels::add);
                i = end;
                // A name before "by" is an aggregation's, as one before a bracket is.
            } else if (isName(token) && !WORDS.contains(token) && !next.equals("(") && !GROUPING.contains(next)) {
                series.add(token);
                if (next.startsWith("{")) {
                    matches.addAll(matches(token, next));
                }
            }
        }
        return new Expression(series, matches, groupings, joins);
    }

    private static boolean isName(String token) {
        return token.matches("[a-zA-Z_:].*");
    }

    private static List<Match> matches(String series, String braces) {
        List<Match> matches = new ArrayList<>();
        Matcher matcher = MATCHER.matcher(braces);
        while (matcher.find()) {
            matches.add(new Match(
                    series,
                    matcher.group(1),
                    Stream.of(matcher.group(2).split("\\|")).toList()));
        }
        return matches;
    }
}
