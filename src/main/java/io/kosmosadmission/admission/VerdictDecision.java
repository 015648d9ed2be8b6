package io.kosmosadmission.admission;

import io.kosmosadmission.admission.judging.Objection;
import io.kosmosadmission.admission.judging.Verdict;
import io.kosmosadmission.admission.scope.Scope;
import io.kosmosadmission.config.Mode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Makes the decision of a review out of its verdicts: what is denied, what only would be, and what is told. */
final class VerdictDecision {

    private VerdictDecision() {}

    /** told is the verdict of the parts that users are told of, all that of those in Audit too. */
    static Decision of(Verdict real, Verdict told, Verdict all, Scope scope) {
        List<String> warnings = new ArrayList<>();
        Optional<Objection> denying = real.objections().stream()
                .filter(objection -> objection.mode() == Mode.Enforce)
                .findFirst();
        List<Objection> unenforced = unenforced(real, told, all);
        denying.ifPresent(first -> real.objections().stream()
                .filter(objection -> objection.mode() == Mode.Enforce && !objection.equals(first))
                .forEach(objection -> warnings.add("also: " + objection.message(""))));
        unenforced.stream()
                .filter(objection -> objection.mode() == Mode.Warn)
                .forEach(objection -> warnings.add("would be denied: " + objection.message(scope.contact())));
        real.excused().stream()
                .filter(objection -> objection.mode() != Mode.Audit)
                .forEach(objection -> warnings.add(objection.message(scope.contact())));
        told.excused().stream()
                .filter(objection -> !real.holds(objection) && objection.mode() != Mode.Audit)
                .forEach(objection -> warnings.add(objection.message(scope.contact())));
        warnings.addAll(real.warnings());
        warnings.addAll(told.warnings());
        List<String> said = warnings.stream().distinct().toList();
        if (denying.isPresent()) {
            Notes notes = new Notes(denying.get().reason(), Mode.Enforce, Notes.Would.Nothing, List.of(), said);
            return new Decision.Denied(
                    notes,
                    denying.get().code(),
                    denying.get().message(scope.contact()),
                    denying.get().evidence());
        }
        return new Decision.Allowed(allowed(real, unenforced, scope, said));
    }

    /** Returns what would be denied: by the parts in Warn, which is told, and only with those in Audit, which is counted. */
    private static List<Objection> unenforced(Verdict real, Verdict told, Verdict all) {
        List<Objection> unenforced = new ArrayList<>(real.objections());
        told.objections().stream()
                .filter(objection -> !real.holds(objection))
                .map(objection -> objection.withMode(Mode.Warn))
                .forEach(unenforced::add);
        all.objections().stream()
                .filter(objection -> !real.holds(objection) && !told.holds(objection))
                .map(objection -> objection.withMode(Mode.Audit))
                .forEach(unenforced::add);
        return unenforced.stream()
                .filter(objection -> objection.mode() == Mode.Warn || objection.mode() == Mode.Audit)
                .toList();
    }

    private static Notes allowed(Verdict real, List<Objection> unenforced, Scope scope, List<String> warnings) {
        Optional<Objection> would = unenforced.stream().min(Comparator.comparing(Objection::mode));
        if (would.isPresent()) {
            return new Notes(would.get().reason(), would.get().mode(), Notes.Would.Deny, List.of(), warnings);
        }
        Reason reason = real.excused().isEmpty() ? Reason.Conforms : Reason.Grandfathered;
        return new Notes(reason, scope.mode(), Notes.Would.Nothing, List.of(), warnings);
    }
}
