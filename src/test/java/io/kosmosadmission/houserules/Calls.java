package io.kosmosadmission.houserules;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaMethodCall;

/** Calls of a method of that name in a class of that name; both are regular expressions. */
final class Calls extends DescribedPredicate<JavaMethodCall> {
    private final String method;
    private final String owner;

    Calls(String method, String owner) {
        super("%s of %s", method, owner);
        this.method = method;
        this.owner = owner;
    }

    @Override
    public boolean test(JavaMethodCall call) {
        return call.getTarget().getName().matches(method)
                && call.getTargetOwner().getFullName().matches(owner);
    }
}
