package io.kosmosadmission.houserules;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Which room may look at which: package-info.java's import rule, for the rooms below a root package. */
record ImportRule(String root) {
    /** Hold values only: no client, logger, clock, annotation of a framework. */
    private static final List<String> PURE =
            List.of("kube", "config", "inventory", "target", "boundary", "placement", "storage", "scheduler");

    private static final List<String> JUDGES = List.of("kube", "config", "inventory", "target");

    private static final Map<String, List<String>> SEEN_BY = seenBy();

    private static final String LOGGER = "org.jboss.logging";

    /** What a reader of foreign text is made of: streams and their buffers, no databind of objects. */
    private static final List<String> PARSERS = List.of(
            "com.fasterxml.jackson.core..",
            "com.fasterxml.jackson.databind.util",
            "com.fasterxml.jackson.dataformat.yaml..",
            "org.yaml.snakeyaml",
            "org.snakeyaml.engine..");

    /** What a room below the shells may look at beside java.* and other rooms. */
    private static final Map<String, List<String>> LIBRARIES = Map.of(
            "reading",
            PARSERS,
            "background",
            List.of(LOGGER),
            "rules",
            List.of(LOGGER),
            "certificates",
            List.of("javax.security.auth.x500"));

    /** Every room that there may be. */
    static Stream<String> rooms() {
        return Stream.concat(SEEN_BY.keySet().stream(), Stream.of("cluster", "manifests", "server", "console", "cli"));
    }

    /** By a sentence each: a room below the shells, the shells, what a pure room must not touch, and the exit. */
    Map<String, ArchRule> all() {
        Map<String, ArchRule> rules = new LinkedHashMap<>();
        SEEN_BY.forEach((room, others) -> rules.put(room + " sees only what the map allows", sees(room, others)));
        rules.put(
                "manifests sees no other shell",
                noClasses()
                        .that()
                        .resideInAPackage(in("manifests"))
                        .should()
                        .dependOnClassesThat(outer("cluster|server|console|cli")));
        rules.put(
                "cluster sees no other shell",
                noClasses()
                        .that()
                        .resideInAPackage(in("cluster"))
                        .should()
                        .dependOnClassesThat(outer("manifests|server|console|cli")));
        rules.put(
                "console sees no other shell",
                noClasses()
                        .that()
                        .resideInAPackage(in("console"))
                        .should()
                        .dependOnClassesThat(outer("cluster|manifests|server|cli")));
        rules.put("an inner room is seen by its own room alone", new InnerRooms(root).areSeenByTheirOwnRoomAlone());
        rules.put("only cluster knows the Kubernetes client", noClient());
        rules.put(
                "server does not see cli, cluster or console",
                noClasses()
                        .that()
                        .resideInAPackage(in("server"))
                        .should()
                        .dependOnClassesThat(outer("cli|cluster|console")));
        rules.put(
                "cli does not see server: Main wires",
                noClasses().that().resideInAPackage(in("cli")).should().dependOnClassesThat(outer("server")));
        rules.put("pure rooms do no input or output", noInput());
        rules.put("pure rooms read no clock", noClock());
        rules.put("only Main ends the process", noExit());
        rules.replaceAll((sentence, rule) -> rule.as(sentence).allowEmptyShould(true));
        return rules;
    }

    private ArchRule sees(String room, List<String> others) {
        List<String> allowed = new ArrayList<>(List.of("java..", in(room)));
        others.forEach(other -> allowed.add(in(other)));
        allowed.addAll(LIBRARIES.getOrDefault(room, List.of()));
        return classes()
                .that()
                .resideInAPackage(in(room))
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(allowed.toArray(String[]::new));
    }

    private ArchRule noClient() {
        return noClasses()
                .that()
                .resideInAPackage(root + "..")
                .and()
                .resideOutsideOfPackage(in("cluster"))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.fabric8.kubernetes..");
    }

    private ArchRule noInput() {
        return noClasses()
                .that()
                .resideInAnyPackage(pure())
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "java.io..", "java.nio.file..", "java.net.http..", "java.util.logging..", "java.sql..");
    }

    private ArchRule noClock() {
        return noClasses()
                .that()
                .resideInAnyPackage(pure())
                .should()
                .callMethodWhere(new Calls("now|currentTimeMillis|nanoTime", "java\\.time\\..*|java\\.lang\\.System"))
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(Clock.class);
    }

    private ArchRule noExit() {
        return noClasses()
                .that()
                .doNotHaveFullyQualifiedName(root + ".Main")
                .should()
                .callMethodWhere(new Calls("exit", "java\\.lang\\.(System|Runtime)"));
    }

    private Outer outer(String rooms) {
        return new Outer((root + ".").replace(".", "\\.") + "((" + rooms + ")\\..*|Main)");
    }

    private String[] pure() {
        return PURE.stream().map(this::in).toArray(String[]::new);
    }

    private String in(String room) {
        return root + "." + room + "..";
    }

    private static Map<String, List<String>> seenBy() {
        Map<String, List<String>> rooms = new LinkedHashMap<>();
        rooms.put("kube", List.of());
        rooms.put("config", List.of("kube"));
        rooms.put("inventory", List.of("kube", "config"));
        rooms.put("target", List.of("kube", "config", "inventory"));
        rooms.put("boundary", JUDGES);
        rooms.put("placement", JUDGES);
        rooms.put("storage", JUDGES);
        rooms.put("scheduler", List.of("kube"));
        rooms.put("admission", PURE);
        rooms.put(
                "simulation",
                Stream.concat(PURE.stream(), Stream.of("admission")).toList());
        rooms.put(
                "reading", Stream.concat(PURE.stream(), Stream.of("admission")).toList());
        rooms.put("picture", List.of());
        rooms.put("background", List.of());
        rooms.put("certificates", List.of());
        rooms.put(
                "rules",
                Stream.concat(PURE.stream(), Stream.of("admission", "reading", "background"))
                        .toList());
        return rooms;
    }
}
