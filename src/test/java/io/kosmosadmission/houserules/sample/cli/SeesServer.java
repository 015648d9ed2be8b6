package io.kosmosadmission.houserules.sample.cli;

import io.kosmosadmission.houserules.sample.server.Server;

/** Guilty: cli looks at server. */
public final class SeesServer {
    private SeesServer() {}

    public static Class<?> seen() {
        return Server.class;
    }
}
