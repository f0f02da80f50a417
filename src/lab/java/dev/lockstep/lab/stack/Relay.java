package dev.lockstep.lab.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The network between clients and one server of this machine, which can be cut, or lose what is
 * sent, while they talk.
 *
 * <p>A cut is a silent one. Nobody is told: what is sent is held and arrives, in order, once the
 * network is mended, as TCP would send it again; that a connection was ended is news that travels
 * the same way, and is held too; a new connection is taken and hears nothing. So a cut is always
 * one that TCP has the patience for: the kernel on either side never gives a connection up by
 * itself.
 *
 * <p>A loss is one that outlasts that patience, all at once: what is sent is dropped, the news of
 * an end too, and nothing of it ever arrives. The sender is not told; nor is whoever connects,
 * whose SYN is not answered, whichever direction is lost: a handshake needs both. Mended, a
 * connection that has lost anything is reset for both sides, since a stream with a hole cannot go
 * on; one that was silent all the time goes on, as it would in a network.
 *
 * <p>A relay cannot refuse on behalf of a server that is down. It has taken the connection before
 * it can know, and resets it.
 */
public final class Relay implements AutoCloseable {
    /** More than a server's pools open at once. */
    private static final int WAITING_AT_THE_DOOR = 200;

    private final ServerSocket door;
    private final InetSocketAddress server;
    private final Gate requests = new Gate();
    private final Gate answers = new Gate();
    private final Set<RelayedConnection> connections = ConcurrentHashMap.newKeySet();
    private final Thread doorman = new Thread(this::takeConnections, "relay");
    private final Gate arrivals = new Gate();
    private final FullQueue queue = new FullQueue();
    private final AtomicInteger losses = new AtomicInteger();
    private volatile boolean rejecting;

    private Relay(ServerSocket door, InetSocketAddress server) {
        this.door = door;
        this.server = server;
    }

    /**
     * Opens one on loopback.
     *
     * @param port where clients connect to; 0 for any that is free
     * @param serverPort where the server listens, now or later
     */
    public static Relay open(int port, int serverPort) {
        try {
            InetAddress host = InetAddress.getByName(Ports.HOST);
            Relay relay =
                    new Relay(
                            new ServerSocket(port, WAITING_AT_THE_DOOR, host),
                            new InetSocketAddress(host, serverPort));
            start(relay.doorman);
            return relay;
        } catch (IOException e) {
            throw new StackProblem(
                    "No relay can listen on port %d: %s".formatted(port, e.getMessage()), e);
        }
    }

    /** Where clients connect to. */
    public int port() {
        return door.getLocalPort();
    }

    /** Holds what is sent in the direction from now on. What is under way may still arrive. */
    public void cut(Direction direction) {
        if (direction.includes(Direction.REQUESTS)) {
            requests.shut();
        }
        if (direction.includes(Direction.ANSWERS)) {
            answers.shut();
        }
    }

    /**
     * Loses what is sent in the direction from now on, and what is held of it; nobody can connect.
     */
    public void lose(Direction direction) {
        losses.set(0);
        arrivals.shut();
        try {
            queue.fill(door);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (direction.includes(Direction.REQUESTS)) {
            requests.drop();
        }
        if (direction.includes(Direction.ANSWERS)) {
            answers.drop();
        }
    }

    /** How often something that was sent was lost, since the latest loss began. */
    public int losses() {
        return losses.get();
    }

    /** Resets every connection, and each new one as it comes, as a firewall that rejects does. */
    public void reject() {
        rejecting = true;
        connections.forEach(RelayedConnection::reset);
    }

    /** Lets everything flow again, what was held first; what has lost something is reset. */
    public void mend() {
        rejecting = false;
        requests.open();
        answers.open();
        connections.forEach(RelayedConnection::resetIfBroken);
        arrivals.open();
    }

    /** Ends every connection, for both sides; nobody can connect any more. */
    @Override
    public void close() {
        try {
            door.close();
            arrivals.open();
            // Until then the kernel still takes connections.
            doorman.join();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        connections.forEach(RelayedConnection::reset);
        // For those who are held to find that their connections are gone.
        mend();
    }

    private void takeConnections() {
        while (!door.isClosed()) {
            try {
                Socket client = door.accept();
                arrivals.pass();
                if (!queue.isFiller(client)) {
                    take(client);
                }
            } catch (IOException e) {
                if (!door.isClosed()) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    private void take(Socket client) {
        RelayedConnection connection =
                new RelayedConnection(client, server, requests, answers, losses);
        // Added first and asked then: so reject() and close() either find it, or are found here.
        connections.add(connection);
        if (rejecting || door.isClosed()) {
            connections.remove(connection);
            connection.reset();
            return;
        }
        start(
                new Thread(
                        () -> {
                            connection.run();
                            connections.remove(connection);
                        },
                        "relay from " + client.getPort()));
    }

    private static void start(Thread thread) {
        thread.setDaemon(true);
        thread.start();
    }
}
