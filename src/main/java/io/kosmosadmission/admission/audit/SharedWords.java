package io.kosmosadmission.admission.audit;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * The words of what pods of one owner lack, in a sentence that holds for each of them: pods of a StatefulSet have claims of
 * their own.
 */
final class SharedWords {

    private static final Pattern OF_CLAIM = Pattern.compile(" \\(claim [^)]*\\)$");
    private static final Pattern ONLY_OF_CLAIM = Pattern.compile("^only .* \\(its claim\\)$");

    private final Set<List<String>> said = new LinkedHashSet<>();

    /** Adds the words of some of the pods. */
    void add(List<String> words) {
        said.add(words);
    }

    @Override
    public String toString() {
        List<List<String>> all = List.copyOf(said);
        all = alike(all, word -> OF_CLAIM.matcher(word).replaceFirst(" (its claim)"));
        all = alike(all, word -> ONLY_OF_CLAIM.matcher(word).replaceFirst("only the provider of its claim"));
        Set<String> common = common(all);
        Set<String> some = new LinkedHashSet<>();
        all.forEach(some::addAll);
        some.removeAll(common);
        List<String> parts = new ArrayList<>(common);
        if (!some.isEmpty()) {
            parts.add((common.isEmpty() ? "some of them " : "some of them also ") + String.join("; ", some));
        }
        return String.join("; ", parts);
    }

    /** Replaces those of the words that not all pods have in common. */
    private static List<List<String>> alike(List<List<String>> all, UnaryOperator<String> more) {
        Set<String> common = common(all);
        return all.stream()
                .map(words -> words.stream()
                        .map(word -> common.contains(word) ? word : more.apply(word))
                        .toList())
                .toList();
    }

    private static Set<String> common(List<List<String>> all) {
        Set<String> common = new LinkedHashSet<>(all.get(0));
        all.forEach(common::retainAll);
        return common;
    }
}
