package dev.lockstep.lab.stack;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/** One connection through a {@link Relay}: two sockets, and a thread for each direction. */
final class RelayedConnection implements Runnable {
    /**
     * Bytes that each direction holds itself; the kernel holds some more, then the sender waits.
     */
    private static final int BUFFER = 16 * 1024;

    private final Socket client;
    private final Socket server = new Socket();
    private final InetSocketAddress address;
    private final Gate requests;
    private final Gate answers;
    private final AtomicInteger losses;
    private volatile boolean broken;

    /**
     * @param losses counts what is lost
     */
    RelayedConnection(
            Socket client,
            InetSocketAddress address,
            Gate requests,
            Gate answers,
            AtomicInteger losses) {
        this.client = client;
        this.address = address;
        this.requests = requests;
        this.answers = answers;
        this.losses = losses;
    }

    /** Carries bytes until both sides have ended. */
    @Override
    public void run() {
        try {
            connect();
        } catch (IOException e) {
            reset();
            return;
        }
        // Daemon, as the thread that starts it.
        Thread back =
                new Thread(
                        () -> carry(server, client, answers, requests),
                        "relay back to " + client.getPort());
        back.start();
        carry(client, server, requests, answers);
        try (client;
                server) {
            back.join();
            if (broken) {
                // That both have ended is news too, and must not reach either before the repair.
                requests.awaitCarrying();
                answers.awaitCarrying();
                reset();
            }
        } catch (IOException e) {
            // They have ended already.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends it at once, for both sides. */
    void reset() {
        reset(client);
        reset(server);
    }

    /** Ends it if it has lost anything: what follows would not be what its reader waits for. */
    void resetIfBroken() {
        if (broken) {
            reset();
        }
    }

    // A handshake needs both directions.
    private void connect() throws IOException {
        boolean held = requests.pass() | answers.pass();
        byte[] sent = held ? sentMeanwhile() : new byte[0];
        client.setTcpNoDelay(true);
        server.setTcpNoDelay(true);
        server.connect(address);
        server.getOutputStream().write(sent);
    }

    /**
     * What the client sent while it was held.
     *
     * @throws IOException if it has gone: the server must not find all who gave up in a long cut at
     *     its door at once
     */
    private byte[] sentMeanwhile() throws IOException {
        ByteArrayOutputStream sent = new ByteArrayOutputStream();
        byte[] buffer = new byte[BUFFER];
        // What has come is there at once; this is the least that a socket can be asked to wait.
        client.setSoTimeout(1);
        try {
            while (sent.size() < BUFFER) {
                int length = client.getInputStream().read(buffer);
                if (length < 0) {
                    throw new IOException("the client gave up");
                }
                sent.write(buffer, 0, length);
            }
        } catch (SocketTimeoutException e) {
            // It still waits for its answer.
        }
        client.setSoTimeout(0);
        return sent.toByteArray();
    }

    /**
     * Carries one direction to its end. The news that a side has ended travels from that side to
     * the other, so it too waits at the gate of its direction, or is lost there.
     */
    private void carry(Socket from, Socket to, Gate there, Gate back) {
        byte[] buffer = new byte[BUFFER];
        boolean hole = false;
        int length = 0;
        while (length >= 0) {
            try {
                length = from.getInputStream().read(buffer);
            } catch (IOException e) {
                if (!hole && arrives(there)) {
                    reset(to);
                }
                return;
            }
            // What follows a hole is no use to its reader, even if it comes after the repair.
            hole = hole || !arrives(there);
            if (hole) {
                continue;
            }
            try {
                if (length < 0) {
                    to.shutdownOutput();
                } else {
                    to.getOutputStream().write(buffer, 0, length);
                }
            } catch (IOException e) {
                if (arrives(back)) {
                    reset(from);
                }
                return;
            }
        }
    }

    /** Whether what has come to the gate gets through it, now or once it is open again. */
    private boolean arrives(Gate gate) {
        gate.pass();
        if (!gate.drops()) {
            return true;
        }
        losses.incrementAndGet();
        broken = true;
        if (!gate.drops()) {
            // The repair has come in between, and may not have seen that it is broken.
            reset();
        }
        return false;
    }

    private static void reset(Socket socket) {
        try {
            // Without it, closing says a polite end and not a reset.
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException e) {
            // It has ended already, which is all that is wanted.
        }
    }
}
