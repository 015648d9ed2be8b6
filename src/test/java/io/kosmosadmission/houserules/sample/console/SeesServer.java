package io.kosmosadmission.houserules.sample.console;

import io.kosmosadmission.houserules.sample.server.Server;

/** Guilty: console looks at server. */
public final class SeesServer {
    private SeesServer() {}

    public static Class<?> seen() {
        return Server.class;
    }
}
