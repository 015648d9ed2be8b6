package io.kosmosadmission.cluster.rules;

import io.kosmosadmission.admission.WrittenRules;
import io.kosmosadmission.cluster.watch.KindInformer;
import java.util.Optional;

/** Provides the configuration. It is submitted to the writer of the state, as the part {@link #PART}. */
public interface RulesSource extends AutoCloseable {

    String PART = "rules";

    void start();

    /** Returns whether the rules that are written are the ones in force, and not the last good ones. */
    boolean valid();

    /** Returns the rules in force, and those that are written where these are others. */
    WrittenRules asWritten();

    /** Returns for people what the rules are read from. */
    String origin();

    /** Returns the informer of the rules; empty where they aren't an object of the cluster. */
    Optional<KindInformer> informer();

    @Override
    void close();
}
