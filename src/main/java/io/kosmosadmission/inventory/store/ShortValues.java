package io.kosmosadmission.inventory.store;

import io.kosmosadmission.kube.NodeSelectorTerm;
import io.kosmosadmission.kube.OwnerReference;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Interns values of several strings, and leaves long ones as they are: these seldom repeat, and the interner would keep
 * them after their objects are gone.
 */
final class ShortValues {

    /** In one value. */
    private static final int MOST_CHARACTERS = 2_048;

    private final Interner interner;

    ShortValues(Interner interner) {
        this.interner = interner;
    }

    /**
     * Interns the keys, the values and the whole map. name is the object's own, which is often a value too. form copies
     * the map into the type that the record keeps without another copy, so that it is really shared.
     */
    Map<String, String> strings(Map<String, String> own, String name, UnaryOperator<Map<String, String>> form) {
        int characters = characters(own.keySet()) + characters(own.values());
        if (characters > MOST_CHARACTERS) {
            return own;
        }
        Map<String, String> shared = new LinkedHashMap<>();
        own.forEach((key, value) -> shared.put(interner.one(key), value.equals(name) ? name : interner.one(value)));
        return interner.one(form.apply(shared));
    }

    Set<String> names(Set<String> own) {
        return shared(own, characters(own));
    }

    Optional<List<NodeSelectorTerm>> terms(Optional<List<NodeSelectorTerm>> own) {
        return own.map(terms ->
                shared(terms, terms.stream().mapToInt(ShortValues::characters).sum()));
    }

    List<OwnerReference> owners(List<OwnerReference> own) {
        int characters = own.stream()
                .mapToInt(owner -> characters(List.of(owner.apiVersion(), owner.kind(), owner.name())))
                .sum();
        return shared(own, characters);
    }

    private static int characters(NodeSelectorTerm term) {
        return Stream.concat(term.matchExpressions().stream(), term.matchFields().stream())
                .mapToInt(requirement -> requirement.key().length() + characters(requirement.values()))
                .sum();
    }

    private static int characters(Collection<String> strings) {
        int characters = 0;
        for (String string : strings) {
            characters += string.length();
        }
        return characters;
    }

    private <T> T shared(T own, int characters) {
        return characters > MOST_CHARACTERS ? own : interner.one(own);
    }
}
