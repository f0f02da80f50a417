package dev.lockstep.lab.fault;

import dev.lockstep.lab.way.Step;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jboss.byteman.agent.submit.ScriptText;
import org.jboss.byteman.agent.submit.Submit;

/**
 * Stops one thread of the server at one protocol step, so that something can be killed exactly
 * there. The thread waits on a connection to this object: that it connected is the proof that the
 * fault fired, that the connection ends lets it go on.
 */
public final class Breakpoint implements AutoCloseable {
    private final Submit agent;
    private final List<ScriptText> scripts;
    private final ServerSocket door;
    private final Step step;
    private Socket visitor;
    private boolean serverKilled;

    private Breakpoint(Submit agent, List<ScriptText> scripts, ServerSocket door, Step step) {
        this.agent = agent;
        this.scripts = scripts;
        this.door = door;
        this.step = step;
    }

    /**
     * Arms it in the running server.
     *
     * @param agentPort where the server's fault agent listens on loopback
     */
    public static Breakpoint at(Step step, int agentPort) {
        try {
            ServerSocket door = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
            String id = "lockstep-" + UUID.randomUUID();
            List<ScriptText> scripts =
                    List.of(
                            new ScriptText(
                                    id, new StopScript(step, id, door.getLocalPort()).text()));
            Submit agent = new Submit("127.0.0.1", agentPort);
            String answer = agent.addScripts(scripts);
            String state = agent.listAllRules();
            if (!answer.contains("install rule") || state.contains("threw ")) {
                agent.deleteScripts(scripts);
                door.close();
                throw new IllegalStateException(
                        "The fault agent refused the rule: " + answer + state);
            }
            return new Breakpoint(agent, scripts, door, step);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (IllegalStateException refused) {
            throw refused;
        } catch (Exception e) {
            throw new IllegalStateException("The fault agent does not answer", e);
        }
    }

    /**
     * Waits until a thread stands at the step.
     *
     * @throws IllegalStateException if none came in time: a fault that does not fire proves nothing
     */
    public Breakpoint awaitReached(Duration limit) {
        try {
            door.setSoTimeout((int) limit.toMillis());
            visitor = door.accept();
            return this;
        } catch (SocketTimeoutException e) {
            throw new IllegalStateException(
                    "The fault at %s never fired within %d s.".formatted(step, limit.toSeconds()),
                    e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Says that the server died, and its rule with it. */
    public void serverKilled() {
        serverKilled = true;
    }

    /** Removes the rule and lets the thread go on; the second time it does nothing. */
    @Override
    public void close() {
        if (door.isClosed()) {
            return;
        }
        try {
            if (!serverKilled) {
                agent.deleteScripts(scripts);
            }
        } catch (Exception e) {
            throw new IllegalStateException("The rule at " + step + " could not be removed", e);
        } finally {
            letGo();
        }
    }

    private void letGo() {
        try (ServerSocket closing = door;
                Socket leaving = visitor) {
            if (leaving != null) {
                // One byte, since a plain close could look like a reset to the waiting thread.
                leaving.getOutputStream().write('\n');
            }
        } catch (IOException e) {
            if (!serverKilled) {
                throw new UncheckedIOException(e);
            }
            // The thread that waited died with its server: it has nothing more to wait for.
        }
    }
}
