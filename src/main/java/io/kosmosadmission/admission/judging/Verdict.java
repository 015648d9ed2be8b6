package io.kosmosadmission.admission.judging;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * What was found about an object.
 *
 * @param objections what speaks against it
 * @param excused what would speak against it, but was there before or is told elsewhere; only a warning
 */
public record Verdict(List<Objection> objections, List<Objection> excused, List<String> warnings) {

    public static final Verdict NOTHING = new Verdict(List.of(), List.of());

    public Verdict {
        objections = List.copyOf(objections);
        excused = List.copyOf(excused);
        warnings = List.copyOf(warnings);
    }

    Verdict(List<Objection> objections, List<String> warnings) {
        this(objections, List.of(), warnings);
    }

    /** Returns whether the verdict has the objection, excused or not. */
    public boolean holds(Objection objection) {
        return isIn(objections, objection) || isIn(excused, objection);
    }

    private static boolean isIn(List<Objection> objections, Objection objection) {
        return objections.stream().anyMatch(own -> own.identity().equals(objection.identity()));
    }

    /** Returns what both found; what both object to once. */
    public Verdict and(Verdict other) {
        List<Objection> all = new ArrayList<>(objections);
        // What is excused for one consumer isn't excused for another.
        other.objections.stream()
                .filter(objection -> !isIn(objections, objection))
                .forEach(all::add);
        return new Verdict(all, joined(excused, other.excused), joined(warnings, other.warnings));
    }

    /** Returns this verdict with each objection changed. */
    Verdict mapped(UnaryOperator<Objection> change) {
        return new Verdict(
                objections.stream().map(change).toList(),
                excused.stream().map(change).toList(),
                warnings);
    }

    public Verdict withWarnings(List<String> more) {
        return new Verdict(objections, excused, joined(warnings, more));
    }

    public Verdict withoutExcused() {
        return new Verdict(objections, warnings);
    }

    /** Returns this verdict without what the other one tells already. */
    public Verdict without(Verdict told) {
        return new Verdict(
                objections.stream().filter(objection -> !told.holds(objection)).toList(),
                excused.stream().filter(objection -> !told.holds(objection)).toList(),
                warnings.stream()
                        .filter(warning -> !told.warnings.contains(warning))
                        .toList());
    }

    /** Returns this verdict in which the objections that the other one has are excused. */
    public Verdict excusing(Verdict known) {
        List<Objection> left = new ArrayList<>();
        List<Objection> shown = new ArrayList<>(excused);
        objections.forEach(objection -> (known.holds(objection) ? shown : left).add(objection));
        return new Verdict(left, shown, warnings);
    }

    private static <T> List<T> joined(List<T> some, List<T> more) {
        List<T> all = new ArrayList<>(some);
        all.addAll(more);
        return all.stream().distinct().toList();
    }
}
