package io.kosmosadmission.admission.scope;

import io.kosmosadmission.config.Configuration;
import io.kosmosadmission.config.Mode;
import io.kosmosadmission.inventory.Inventory;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The scopes of the namespaces, each made once, for looking through many objects. For use by one thread. */
public final class Scopes {

    private final Configuration configuration;
    private final Inventory inventory;
    private final Map<String, Scope> scopes = new HashMap<>();

    public Scopes(Configuration configuration, Inventory inventory) {
        this.configuration = configuration;
        this.inventory = inventory;
    }

    /** Returns the namespace's scope; empty for a namespace that is exempt, or where the mode is Disabled. */
    public Optional<Scope> judged(String namespace) {
        Scope scope = scopes.computeIfAbsent(
                namespace, name -> new Scope(configuration, inventory.namespace(name), Mode.Enforce));
        return Optional.of(scope).filter(it -> !it.isExempt() && it.mode() != Mode.Disabled);
    }
}
