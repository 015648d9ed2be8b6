package io.kosmosadmission.server.warmup;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.Locale;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * A kept-alive HTTP/1.1 connection to our own port. It is written by hand: the classes of an HTTP client would cost the
 * start more than the warm-up gains, and our server always sends a Content-Length.
 */
final class WarmUpConnection implements AutoCloseable {

    private static final int TIMEOUT_MILLIS = 10_000;
    private static final String LENGTH = "content-length:";

    private final SSLSocket socket;
    private final InputStream in;

    /** Opens a connection that trusts exactly this certificate. */
    WarmUpConnection(int port, X509Certificate trusted) throws IOException {
        socket = (SSLSocket) sockets(trusted).createSocket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(TIMEOUT_MILLIS);
        socket.setTcpNoDelay(true);
        in = new BufferedInputStream(socket.getInputStream(), 16 << 10);
    }

    /** Loads and initializes what the first connection would else wait for in the JDK. */
    static void prepare() {
        sockets(null);
    }

    private static SSLSocketFactory sockets(@Nullable X509Certificate trusted) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {new OneCertificateTrust(trusted)}, null);
            return context.getSocketFactory();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Sends a request and returns whether the answer was 200. */
    boolean exchange(byte[] request) throws IOException {
        socket.getOutputStream().write(request);
        boolean judged = line().startsWith("http/1.1 200 ");
        int length = 0;
        for (String line = line(); !line.isEmpty(); line = line()) {
            if (line.startsWith(LENGTH)) {
                length = Integer.parseInt(line.substring(LENGTH.length()).trim());
            }
        }
        in.skipNBytes(length);
        return judged;
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("our own port closed the connection");
            }
            line.append((char) next);
        }
        return line.toString().trim().toLowerCase(Locale.ROOT);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
