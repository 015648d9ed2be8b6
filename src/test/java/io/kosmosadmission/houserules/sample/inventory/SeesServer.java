package io.kosmosadmission.houserules.sample.inventory;

import io.kosmosadmission.houserules.sample.server.Server;

/** Guilty: inventory looks at server. */
public final class SeesServer {
    private SeesServer() {}

    public static Class<?> seen() {
        return Server.class;
    }
}
