package io.kosmosadmission.houserules;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;

/** Java has no friend packages: what a room's inner rooms make public is meant for that room alone. */
record InnerRooms(String root) {

    ArchRule areSeenByTheirOwnRoomAlone() {
        return classes().that().resideInAPackage(root + "..").should(new ArchCondition<>("see no other room's inside") {
            @Override
            public void check(JavaClass origin, ConditionEvents events) {
                for (Dependency dependency : origin.getDirectDependenciesFromSelf()) {
                    JavaClass seen = dependency.getTargetClass().getBaseComponentType();
                    if (isInner(seen) && !room(seen).equals(room(origin))) {
                        events.add(SimpleConditionEvent.violated(dependency, dependency.getDescription()));
                    }
                }
            }
        });
    }

    private boolean isInner(JavaClass seen) {
        return seen.getPackageName().startsWith(root + ".")
                && seen.getPackageName().indexOf('.', root.length() + 1) >= 0;
    }

    /** The first name below the root; empty for the root itself. */
    private String room(JavaClass of) {
        String below = of.getPackageName().substring(root.length());
        return below.isEmpty() ? "" : below.substring(1).split("\\.")[0];
    }
}
