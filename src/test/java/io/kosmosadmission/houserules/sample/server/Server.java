package io.kosmosadmission.houserules.sample.server;

/** What nothing but Main may see. */
public final class Server {
    private Server() {}
}
