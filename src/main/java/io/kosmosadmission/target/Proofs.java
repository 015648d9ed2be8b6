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
 * What one requirement proves about a member of a target.
 *
 * <ul>
 *   <li>The provider label says itself where a value belongs.
 *   <li>A key under a platform's own prefix does too: In, Exists, Gt and Lt put the others out, unless a node of theirs
 *       bears the label all the same.
 *   <li>Under hostname, {@code metadata.name}, zone and region, and between providers of one platform, In puts out whoever
 *       has no such node while every value is known to belong elsewhere. A value that no node has proves nothing: such
 *       nodes may join.
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
        // In names its providers, and each of them is judged by name.
        return requirement.operator() == Operator.In || requirement.operator() == Operator.DoesNotExist;
    }

    /** A Scaleway node may lack its provider's label, so the members without a name stay. */
    private boolean prefixRulesOut(Requirement requirement, Platform owner, Member member) {
        if (requirement.operator() == Operator.NotIn || requirement.operator() == Operator.DoesNotExist) {
            return false;
        }
        return member instanceof Member.Named named
                && !platform(named).equals(Optional.of(owner))
                && !labels.anyMatches(requirement, named.name());
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
