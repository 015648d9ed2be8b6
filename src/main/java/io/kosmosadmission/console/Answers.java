package io.kosmosadmission.console;

import io.kosmosadmission.admission.StateSource;
import io.kosmosadmission.simulation.Progress;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;

/** What the console asks of the program around it. The answers are those of the commands of the same names. */
public interface Answers {

    /** Returns the state that reviews are decided on. */
    StateSource state();

    /** Reads the whole cluster and audits it by the rules in force, which takes a while in a large one. */
    Audited audit() throws IOException;

    /** Reviews manifests as if they were applied one after the other; namespace is that of those that name none. */
    Tried tryManifests(String text, String namespace) throws IOException;

    /** Compares what an audit finds under these rules with what it finds under those in force. */
    RulesChange tryRules(String text) throws IOException;

    /** Computes what it comes to where these providers go, which may take minutes; progress is told how far that is. */
    Simulated simulate(Set<String> lost, Progress progress) throws IOException;

    /** Finds a pod, claim or workload, and reviews it as if it were created now. */
    Optional<ExistingObject> object(String kind, String namespace, String name) throws IOException;
}
