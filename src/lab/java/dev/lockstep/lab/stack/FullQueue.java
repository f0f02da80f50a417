package dev.lockstep.lab.stack;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Connections that fill the queue of a listening socket, so that the kernel drops every further SYN
 * without a word, as a network does that has lost it. The client's kernel sends it again after 1,
 * 3, 7 s and so on, and is heard once the queue is empty.
 */
final class FullQueue {
    /** On loopback a connection that is taken is there in less. */
    private static final int HEARD_WITHIN_MS = 100;

    private static final int MOST = 1_000;

    private final Map<Integer, Socket> fillers = new LinkedHashMap<>();

    /**
     * Fills it; nobody may take connections from it meanwhile.
     *
     * @throws StackProblem if it takes connections without end
     */
    synchronized void fill(ServerSocket door) throws IOException {
        while (fillers.size() < MOST) {
            Socket filler = new Socket();
            try {
                filler.connect(door.getLocalSocketAddress(), HEARD_WITHIN_MS);
            } catch (SocketTimeoutException e) {
                filler.close();
                return;
            }
            fillers.put(filler.getLocalPort(), filler);
        }
        throw new StackProblem(
                "The queue of port %d takes more than %d connections: nothing can be dropped there."
                        .formatted(door.getLocalPort(), MOST));
    }

    /** Whether it is one of those that fill it, and not a client; those are ended. */
    synchronized boolean isFiller(Socket taken) throws IOException {
        Socket filler = fillers.remove(taken.getPort());
        if (filler == null) {
            return false;
        }
        taken.close();
        filler.close();
        return true;
    }
}
