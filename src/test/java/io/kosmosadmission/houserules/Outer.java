package io.kosmosadmission.houserules;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;

/** Classes by their full name, a regular expression. */
final class Outer extends DescribedPredicate<JavaClass> {
    private final String name;

    Outer(String name) {
        super("are %s", name);
        this.name = name;
    }

    @Override
    public boolean test(JavaClass candidate) {
        return candidate.getFullName().matches(name);
    }
}
