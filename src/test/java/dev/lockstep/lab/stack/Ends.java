package dev.lockstep.lab.stack;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;

/** A server of a test's own behind a relay: what is at either end of it. */
final class Ends implements Closeable {
    /** Milliseconds that a test waits for what must come. */
    private static final int LIMIT = 30_000;

    /** Milliseconds that a test waits for what must not come. */
    private static final int WHILE = 300;

    private final ServerSocket server;
    final Relay relay;

    Ends() throws IOException {
        server = new ServerSocket(0, 50, InetAddress.getByName(Ports.HOST));
        server.setSoTimeout(LIMIT);
        relay = Relay.open(0, server.getLocalPort());
    }

    /** A new connection, seen by the client. */
    Socket connect() throws IOException {
        Socket client = new Socket(Ports.HOST, relay.port());
        client.setSoTimeout(LIMIT);
        return client;
    }

    /** The next new connection, seen by the server. */
    Socket accept() throws IOException {
        Socket connection = server.accept();
        connection.setSoTimeout(LIMIT);
        return connection;
    }

    /** Whether a new connection comes to the server while the test waits. */
    boolean isCalled() throws IOException {
        server.setSoTimeout(WHILE);
        try (Socket connection = server.accept()) {
            return connection.isConnected();
        } catch (SocketTimeoutException e) {
            return false;
        } finally {
            server.setSoTimeout(LIMIT);
        }
    }

    /** The server is down: it refuses. */
    void stopServer() throws IOException {
        server.close();
    }

    static void send(Socket end, String text) throws IOException {
        end.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }

    /** The next so many bytes. */
    static String receive(Socket end, int length) throws IOException {
        return new String(end.getInputStream().readNBytes(length), StandardCharsets.US_ASCII);
    }

    /** Whether this end hears nothing while the test waits, neither a byte nor an end. */
    static boolean hearsNothing(Socket end) throws IOException {
        end.setSoTimeout(WHILE);
        try {
            end.getInputStream().read();
            return false;
        } catch (SocketTimeoutException e) {
            return true;
        } finally {
            end.setSoTimeout(LIMIT);
        }
    }

    /** Whether this end hears that the other ended in order. */
    static boolean hearsTheEnd(Socket end) throws IOException {
        return end.getInputStream().read() < 0;
    }

    @Override
    public void close() throws IOException {
        relay.close();
        server.close();
    }
}
