package io.kosmosadmission.console.pages;

import io.kosmosadmission.admission.Audit;
import io.kosmosadmission.admission.Finding;
import io.kosmosadmission.console.Answers;
import io.kosmosadmission.console.Audited;
import io.kosmosadmission.console.BackgroundAudit;
import io.kosmosadmission.console.Content;
import io.kosmosadmission.console.ExistingObject;
import io.kosmosadmission.console.Lookup;
import io.kosmosadmission.console.Page;
import io.kosmosadmission.console.Question;
import io.kosmosadmission.picture.Svg;
import io.quarkus.qute.RawString;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Executor;

/** A pod, claim or workload: where it runs, what admission says of it and why, and what other rules would do. */
public final class ObjectPage implements Page {

    /** Kind, namespace and name. */
    private static final int STEPS = 3;

    private static final int ROW = 24;
    private static final int NAMES = 180;
    private static final int BAR = 260;
    private static final int SIZE = 13;

    private final Answers answers;
    private final BackgroundAudit audit;
    private final Executor lookups;

    public ObjectPage(Answers answers, BackgroundAudit audit, Executor lookups) {
        this.answers = answers;
        this.audit = audit;
        this.lookups = lookups;
    }

    /** An object as its template shows it. */
    public record ObjectView(ExistingObject object, ReviewView review, List<OtherRuleView> others, ObjectLink owner) {

        public ObjectView {
            others = List.copyOf(others);
        }

        static ObjectView of(ExistingObject object) {
            return new ObjectView(
                    object,
                    ReviewView.of(object.reviewed()),
                    object.otherRules().stream()
                            .map(each -> new OtherRuleView(each.name(), ReviewView.of(each.reviewed())))
                            .toList(),
                    ObjectLink.of(object.ownerKind(), object.namespace(), object.ownerName()));
        }
    }

    /** What another rule would do. */
    public record OtherRuleView(String name, ReviewView review) {}

    @Override
    public boolean hasSteps() {
        return true;
    }

    @Override
    public Content answer(Question question) {
        List<String> steps = question.steps();
        if (steps.isEmpty()) {
            return chosen(question);
        }
        if (steps.size() != STEPS || steps.contains("") || !ObjectLink.KINDS.contains(steps.get(0))) {
            return Content.notFound("an object's path is /object/<kind>/<namespace>/<name>, of one of these kinds: "
                    + String.join(", ", ObjectLink.KINDS.stream().sorted().toList()));
        }
        return of(steps.get(0), steps.get(1), steps.get(2));
    }

    private static Content chosen(Question question) {
        String kind = question.field("kind");
        String namespace = question.field("namespace");
        String name = question.field("name");
        if (ObjectLink.KINDS.contains(kind) && !namespace.isEmpty() && !name.isEmpty()) {
            return Content.redirect(ObjectLink.path(kind, namespace, name));
        }
        return Content.of(
                "Object",
                "choose",
                Map.of("kinds", ObjectLink.KINDS.stream().sorted().toList()));
    }

    private Content of(String kind, String namespace, String name) {
        Lookup<ObjectView> lookup = Lookup.begin(
                lookups, () -> answers.object(kind, namespace, name).map(ObjectView::of));
        Optional<Lookup.Result<ObjectView>> soon = lookup.soon();
        String title = namespace + "/" + name + " (" + kind + ")";
        if (soon.filter(it -> it.found().isEmpty() && it.failure().isEmpty()).isPresent()) {
            return Content.notFound("there is no " + title + " in the cluster");
        }
        Map<String, Object> data = new HashMap<>();
        data.put("lookup", lookup);
        data.put("findings", List.of());
        data.put("pods", Map.of());
        audit.newest().audited().ifPresent(audited -> {
            data.put("findings", findings(audited, kind, namespace, name));
            data.putAll(landed(audited, kind, namespace, name));
        });
        return Content.of(title, "object", data);
    }

    private static List<FindingsPage.FindingRow> findings(Audited audited, String kind, String namespace, String name) {
        return audited.findings().stream()
                .filter(finding -> isAbout(finding, kind, namespace, name))
                .limit(Rows.MOST)
                .map(FindingsPage.FindingRow::of)
                .toList();
    }

    private static boolean isAbout(Finding finding, String kind, String namespace, String name) {
        return finding.subjects().stream()
                .anyMatch(subject -> subject.kind().name().equals(kind)
                        && subject.namespace().equals(namespace)
                        && subject.name().equals(name));
    }

    private static Map<String, Object> landed(Audited audited, String kind, String namespace, String name) {
        return audited.workloads().stream()
                .filter(each -> each.kind().equals(kind)
                        && each.namespace().equals(namespace)
                        && each.workload().equals(name))
                .findFirst()
                .<Map<String, Object>>map(each ->
                        Map.of("pods", new TreeMap<>(each.byProvider()), "podPicture", new RawString(picture(each))))
                .orElse(Map.of());
    }

    private static String picture(Audit.Landed landed) {
        Svg svg = new Svg(NAMES + BAR + 60, "Its pods by provider");
        int most = landed.byProvider().values().stream().max(Integer::compare).orElse(1);
        int y = 4;
        for (Map.Entry<String, Integer> each : new TreeMap<>(landed.byProvider()).entrySet()) {
            int length = Math.max(2, each.getValue() * BAR / most);
            svg.line(y)
                    .text(4, y + 17, SIZE, each.getKey().isEmpty() ? "no known provider" : each.getKey())
                    .bar(NAMES, y + 6, length, ROW - 11, landed.skewed(), each.getKey())
                    .text(NAMES + length + 6, y + 17, SIZE, String.valueOf(each.getValue()));
            y += ROW;
        }
        return svg.toString();
    }
}
