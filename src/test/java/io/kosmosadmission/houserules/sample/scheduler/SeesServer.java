package io.kosmosadmission.houserules.sample.scheduler;

import io.kosmosadmission.houserules.sample.server.Server;

/** Guilty: scheduler looks at server. */
public final class SeesServer {
    private SeesServer() {}

    public static Class<?> seen() {
        return Server.class;
    }
}
