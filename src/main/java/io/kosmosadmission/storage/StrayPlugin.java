package io.kosmosadmission.storage;

import io.kosmosadmission.inventory.Inventory;
import io.kosmosadmission.kube.Requirement;
import io.kosmosadmission.kube.Workload;
import io.kosmosadmission.target.Targets;
import java.util.List;
import java.util.Optional;

/**
 * A DaemonSet that runs the plugin of a provider's CSI drivers on nodes that can't attach their volumes. There the plugin
 * crashes, or registers a driver that the scheduler then takes for a node's own.
 *
 * @param fact what is wrong, for people
 * @param notes what else to know of it, beginning with a semicolon where there is any
 * @param command what keeps it to its home, with the command for a shell; empty where there is none
 * @param otherwise the way out where there is no command, or it is too long
 */
public record StrayPlugin(String fact, String notes, Optional<String> command, String otherwise) {

    /** Of a warning: the API server and we cut longer ones, and a command that is cut is none. */
    private static final int WARNING_LENGTH = 256;
    /** Of the message of an Event. */
    private static final int MESSAGE_LENGTH = 1024;

    private static final int MOST_NODES = 3;

    /** Returns what is wrong with the DaemonSet as it is written; empty where nothing is. */
    public static Optional<StrayPlugin> of(Workload daemonSet, Inventory inventory) {
        return daemonSet.registeredDrivers().isEmpty()
                ? Optional.empty()
                : PluginHome.of(daemonSet.registeredDrivers(), inventory)
                        .flatMap(home -> of(daemonSet, home, inventory));
    }

    private static Optional<StrayPlugin> of(Workload daemonSet, PluginHome home, Inventory inventory) {
        PluginNodes nodes = PluginNodes.of(daemonSet.template(), home, inventory);
        if (!nodes.anyElsewhere()) {
            return Optional.empty();
        }
        String subject = Consumer.subject("daemonset", daemonSet.metadata().name());
        String names = Home.names(home.providers());
        String fact = subject + " registers " + home.drivers() + " of " + names + ", but "
                + (nodes.anyAtHome() ? "also runs on " : "runs only on ") + nodes.elsewhere();
        if (!nodes.anyAtHome()) {
            String because = new Targets(inventory).of(daemonSet.template()).because();
            return Optional.of(
                    new StrayPlugin(fact + because, "", Optional.empty(), "let it run on " + names + " instead"));
        }
        return Optional.of(new StrayPlugin(
                fact,
                notes(home, nodes, inventory.providers().label()),
                PluginPatch.command(daemonSet, home.requirements()).map(it -> "keep it to " + names + ": " + it),
                home.requirements().isEmpty() ? "first give them that label" : byHand(home.requirements())));
    }

    private static String notes(PluginHome home, PluginNodes nodes, String providerLabel) {
        StringBuilder notes = new StringBuilder();
        home.leftOut()
                .forEach((label, lacking) -> notes.append("; label ")
                        .append(label)
                        .append(" is left out, as ")
                        .append(BindingLabels.lacking(lacking)));
        if (!nodes.unlabelled().isEmpty()) {
            int more = nodes.unlabelled().size() - MOST_NODES;
            notes.append("; first give label ")
                    .append(providerLabel)
                    .append(" to ")
                    .append(String.join(
                            ", ", nodes.unlabelled().stream().limit(MOST_NODES).toList()))
                    .append(more > 0 ? " and " + more + " more" : "")
                    .append(", where volumes can be attached, too");
        }
        return notes.toString();
    }

    private static String byHand(List<Requirement> requirements) {
        return "require "
                + String.join(
                        " and ",
                        requirements.stream().map(Requirement::toString).toList())
                + " in each term of its node affinity";
    }

    /** Returns the warnings about it: one where the command fits, else the command as a second. */
    public List<String> warnings() {
        String all = message();
        if (all.length() <= WARNING_LENGTH || command.isEmpty()) {
            return List.of(all);
        }
        return command.get().length() <= WARNING_LENGTH
                ? List.of(fact + notes, command.get())
                : List.of(fact + notes + "; " + otherwise + "; its Event has the command");
    }

    /** Returns the whole of it, for the message of an Event. */
    public String message() {
        String all = fact + notes + "; " + command.orElse(otherwise);
        return all.length() <= MESSAGE_LENGTH ? all : fact + notes + "; " + otherwise;
    }

    /** Returns the whole of it without the names of nodes, which come and go. */
    public String steady() {
        return fact + "; " + command.orElse(otherwise);
    }
}
