package dev.lockstep.support;

import static org.awaitility.Awaitility.await;

import dev.lockstep.lab.stack.Layout;
import dev.lockstep.lab.stack.Network;
import dev.lockstep.lab.stack.Ports;
import dev.lockstep.lab.stack.Stack;
import java.time.Duration;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import org.awaitility.Awaitility;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/**
 * One stack for the whole run of integration tests; plain tests run without (lockstep.stack=none).
 */
public final class StackSession implements LauncherSessionListener {
    private static final Duration START_LIMIT = Duration.ofMinutes(3);

    private static Stack stack;

    /** The running stack. */
    public static Stack stack() {
        if (stack == null) {
            throw new IllegalStateException(
                    "Integration tests run by \"mvn verify\", which starts the stack for them.");
        }
        return stack;
    }

    /** Waits until the application says that it is ready. */
    public static void awaitReady() {
        await("the application is ready")
                .atMost(START_LIMIT)
                .pollInterval(Duration.ofMillis(100))
                .until(stack()::isReady);
    }

    @Override
    public void launcherSessionOpened(LauncherSession session) {
        if (!"it".equals(System.getProperty("lockstep.stack"))) {
            return;
        }
        // Most of what is waited for is there at the first look, or a moment later.
        Awaitility.setDefaultPollDelay(Duration.ZERO);
        Awaitility.setDefaultPollInterval(Duration.ofMillis(50));
        Layout layout = Layout.of("it");
        Ports ports = new Ports(Integer.getInteger("lockstep.port.offset"));
        // arquillian.xml reads these.
        System.setProperty("lockstep.wildfly.home", layout.wildfly().toString());
        System.setProperty("lockstep.management.port", Integer.toString(ports.management()));
        stack =
                Stack.start(
                        layout,
                        ports,
                        layout.project().resolve("target/it-stack.properties"),
                        new Stack.Options(false, true, Network.RELAYS_STAND_BY),
                        StackSession::say);
    }

    @Override
    public void launcherSessionClosed(LauncherSession session) {
        if (stack != null) {
            stack.close();
        }
    }

    private static void say(String news) {
        System.out.printf("%s %s%n", LocalTime.now().truncatedTo(ChronoUnit.SECONDS), news);
    }
}
