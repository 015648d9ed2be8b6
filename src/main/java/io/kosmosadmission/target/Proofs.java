package io.kosmosadmission.target;

import io.kosmosadmission.inventory.Inventory;
import io.kosmosadmission.inventory.NodeLabelIndex;
import io.kosmosadmission.inventory.Platform;
import io.kosmosadmission.inventory.Providers;
import io.kosmosadmission.kube.Operator;
import io.kosmosadmission.kube.Requirement;
import java.util.Optional;
import java.util.Set;

/**
 * Judges whether one requirement proves that a member is out of a target.
 *
 * <ul>
 *   <li>The provider label tells by itself where a value belongs.
 *   <li>So does a key under a platform's own prefix: In, Exists, Gt and Lt put the providers of other platforms out. A
 *       provider whose nodes bear the key, with whatever value, counts as of that platform for that key.
 *   <li>For hostname, {@code metadata.name}, zone and region, and between providers of one platform, In puts a provider
 *       out if none of its nodes has such a value and every value is known to belong elsewhere. A value that no node
 *       has proves nothing, since such nodes may join.
 *   <li>Any other label proves nothing.
 * </ul>
 */
final class Proofs {

    private final Providers providers;
    private final NodeLabelIndex labels;

    Proofs(Inventory inventory) {
        this.providers = inventory.providers();
        this.labels = inventory.nodeLabels();
    }

    boolean rulesOut(Requirement requirement, Member member) {
        if (requirement.key().equals(providers.label())) {
            return providerLabelRulesOut(requirement, member);
        }
        Optional<Platform> owner = Platform.ofLabelKey(requirement.key());
        if (owner.isPresent() && prefixRulesOut(requirement, owner.get(), member)) {
            return true;
        }
        return (owner.isPresent() || NodeLabelIndex.isPlaceKey(requirement.key()))
                && belongsElsewhere(requirement, member);
    }

    private boolean providerLabelRulesOut(Requirement requirement, Member member) {
        if (member instanceof Member.Named named) {
            return !requirement.matchesValue(named.labelled() ? named.name() : null);
        }
        if (member instanceof Member.Unlabelled) {
            return !requirement.matchesValue(null);
        }
        // The providers that In names are judged by name, and DoesNotExist asks for nodes without the label.
        return requirement.operator() == Operator.In || requirement.operator() == Operator.DoesNotExist;
    }

    /**
     * Judges named providers only. The other members stay in: their nodes may belong to the key's platform and only
     * lack the provider label, as Scaleway's may.
     */
    private boolean prefixRulesOut(Requirement requirement, Platform owner, Member member) {
        if (requirement.operator() == Operator.NotIn || requirement.operator() == Operator.DoesNotExist) {
            return false;
        }
        return member instanceof Member.Named named
                && !platform(named).equals(Optional.of(owner))
                && !labels.bears(named.name(), requirement.key());
    }

    private static Optional<Platform> platform(Member.Named named) {
        return named.provider().isPresent() ? named.provider().get().platform() : Platform.named(named.name());
    }

    private boolean belongsElsewhere(Requirement requirement, Member member) {
        if (requirement.operator() != Operator.In) {
            return false;
        }
        String owner = member instanceof Member.Named named ? named.name() : NodeLabelIndex.NOBODY;
        for (String value : requirement.values()) {
            Set<String> bearers = labels.bearers(requirement.key(), value);
            if (bearers.isEmpty() || (!(member instanceof Member.Unseen) && bearers.contains(owner))) {
                return false;
            }
        }
        return true;
    }
}
