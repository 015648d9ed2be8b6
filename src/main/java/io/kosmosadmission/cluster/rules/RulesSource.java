package io.kosmosadmission.cluster.rules;

import io.kosmosadmission.cluster.watch.KindInformer;
import java.util.Optional;

/** Where the configuration comes from. What it decides goes to the writer, as the part {@link #PART}. */
public interface RulesSource extends AutoCloseable {

    String PART = "rules";

    void start();

    /** Whether what is written is in force. */
    boolean valid();

    /** What they are read from, for people. */
    String origin();

    /** Followed like any other part of the cluster; empty where it isn't the cluster's. */
    Optional<KindInformer> follower();

    @Override
    void close();
}
