package io.kosmosadmission.houserules.sample.storage;

import io.kosmosadmission.houserules.sample.server.Server;

/** Guilty: storage looks at server. */
public final class SeesServer {
    private SeesServer() {}

    public static Class<?> seen() {
        return Server.class;
    }
}
