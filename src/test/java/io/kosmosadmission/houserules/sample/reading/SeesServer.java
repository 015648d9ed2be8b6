package io.kosmosadmission.houserules.sample.reading;

import io.kosmosadmission.houserules.sample.server.Server;

/** Guilty: reading looks at server. */
public final class SeesServer {
    private SeesServer() {}

    public static Class<?> seen() {
        return Server.class;
    }
}
