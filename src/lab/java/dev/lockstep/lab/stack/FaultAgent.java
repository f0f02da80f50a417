package dev.lockstep.lab.stack;

import com.sun.tools.attach.AgentInitializationException;
import com.sun.tools.attach.AgentLoadException;
import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The agent that stops the server at a protocol step (Byteman). It is loaded into the running
 * server when a test first asks for it: an agent that is there from the start looks at each class
 * that is loaded, and a start then takes a quarter longer.
 *
 * @param jar the agent
 * @param port where it listens on loopback
 */
record FaultAgent(Path jar, int port) {
    /**
     * Under which a server can load it, and starts fast. The server is about to be killed: it lives
     * too short for the second compiler, for the verification of classes and for a collector with
     * threads of its own to pay.
     */
    static final List<String> OPTIONS =
            List.of(
                    "-XX:TieredStopAtLevel=1",
                    "-XX:+UseSerialGC",
                    "-XX:+UnlockDiagnosticVMOptions",
                    "-XX:-BytecodeVerificationRemote",
                    // Newer JDKs warn of an agent that is loaded late, unless they are told.
                    "-XX:+EnableDynamicAgentLoading",
                    "-Djboss.modules.system.pkgs=org.jboss.byteman");

    /** Loads it into the process; once in each of its lives. */
    void loadInto(String server, long pid) {
        try {
            VirtualMachine machine = VirtualMachine.attach(Long.toString(pid));
            try {
                machine.loadAgent(
                        jar.toString(),
                        "boot:%s,listener:true,address:%s,port:%d"
                                .formatted(jar, Ports.HOST, port));
            } finally {
                machine.detach();
                // A server that is killed would leave this socket behind; the JVM makes a new one
                // for whoever attaches next.
                Files.deleteIfExists(Path.of("/tmp/.java_pid" + pid));
            }
        } catch (AttachNotSupportedException
                | AgentLoadException
                | AgentInitializationException
                | IOException e) {
            throw new StackProblem(
                    "The fault agent cannot be loaded into %s: %s"
                            .formatted(server, e.getMessage()),
                    e);
        }
    }
}
