package dev.lockstep.support;

import dev.lockstep.lab.stack.Stack;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * As a static extension of a test class, after {@link OnTheStack}'s: for the class the server
 * reaches its resources through the relays, so that the network can be cut. The other tests do
 * without, since a relay resets where a server that is down would refuse.
 */
public final class ThroughRelays implements BeforeAllCallback, AfterAllCallback {
    private final Stack stack = StackSession.stack();
    private final boolean startsAnew;

    public ThroughRelays() {
        this(true);
    }

    private ThroughRelays(boolean startsAnew) {
        this.startsAnew = startsAnew;
    }

    /** For a class that begins with a kill of the server: it takes the way through the relays. */
    public static ThroughRelays fromTheNextStartOn() {
        return new ThroughRelays(false);
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        stack.throughRelays(true);
        if (startsAnew) {
            restart();
        }
    }

    @Override
    public void afterAll(ExtensionContext context) {
        stack.relays().mend();
        stack.throughRelays(false);
        restart();
    }

    private void restart() {
        stack.wildfly().process().kill();
        stack.startWhatIsDown();
        StackSession.awaitReady();
    }
}
