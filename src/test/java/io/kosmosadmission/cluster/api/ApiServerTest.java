package io.kosmosadmission.cluster.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ApiServerTest {

    private static final Duration TIME = Duration.ofSeconds(30);

    private final AtomicInteger connections = new AtomicInteger();

    /** An API server that ends, or a load balancer before it, closes connections that are kept for the next request. */
    @Test
    void asksAgainWhereTheConnectionWasClosed(@TempDir Path folder) throws Exception {
        try (ServerSocket listening = new ServerSocket(0, 0, InetAddress.getLoopbackAddress())) {
            inBackground(() -> accept(listening));
            try (ClusterConnection connection =
                    GivenServer.connect(folder, "http://127.0.0.1:" + listening.getLocalPort())) {
                ApiServer api = new ApiServer(connection.client());
                assertThat(api.whySilent(TIME)).isEmpty();
                assertThat(connections).hasValue(1);
                assertThat(api.whySilent(TIME)).isEmpty();
                assertThat(connections).hasValue(2);
            }
        }
    }

    private static void inBackground(Runnable task) {
        Thread thread = new Thread(task);
        thread.setDaemon(true);
        thread.start();
    }

    private void accept(ServerSocket listening) {
        try {
            while (true) {
                Socket socket = listening.accept();
                connections.incrementAndGet();
                inBackground(() -> serve(socket));
            }
        } catch (IOException closed) {
            // the test is over
        }
    }

    /** Answers the first request, and closes the connection when the second one comes. */
    private static void serve(Socket socket) {
        try (socket) {
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            head(in);
            socket.getOutputStream()
                    .write("HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}".getBytes(StandardCharsets.UTF_8));
            head(in);
        } catch (IOException closed) {
            // by the client
        }
    }

    private static void head(BufferedReader in) throws IOException {
        String line = in.readLine();
        while (line != null && !line.isEmpty()) {
            line = in.readLine();
        }
    }
}
