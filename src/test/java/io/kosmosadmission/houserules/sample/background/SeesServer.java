package io.kosmosadmission.houserules.sample.background;

import io.kosmosadmission.houserules.sample.server.Server;

/** Guilty: background looks at server. */
public final class SeesServer {
    private SeesServer() {}

    public static Class<?> seen() {
        return Server.class;
    }
}
