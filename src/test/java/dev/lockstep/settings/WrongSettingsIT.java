package dev.lockstep.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lockstep.lab.stack.WildFly;
import dev.lockstep.support.Lockstep;
import dev.lockstep.support.OnTheStack;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * A server with wrong settings does not begin to work. Timeline: the server is killed and started
 * with wrong values in its environment; the deployment fails with one sentence that names them all,
 * and the server is not ready; started with the right ones, it is.
 */
@OnTheStack
class WrongSettingsIT {
    private static final Duration LIMIT = Duration.ofSeconds(120);

    @RegisterExtension private final Lockstep lockstep = new Lockstep();
    private WildFly server;

    @BeforeEach
    void killServer() {
        server = lockstep.stack().wildfly();
        server.process().kill();
    }

    @AfterEach
    void startWithTheRightOnes() {
        server.process().kill();
        server.environment(Map.of());
        server.process().launch();
        lockstep.awaitReady();
    }

    @Test
    void severalAreNamedInOneSentence() throws IOException {
        assertRefuses(
                Map.of("LOCKSTEP_DRAIN_BATCH", "0", "LOCKSTEP_SAGA_KEEP", "soon"),
                "Settings make no sense: lockstep.drain.batch is \"0\" and must be a whole number from 1 to 1000 (messages); lockstep.saga.keep is \"soon\" and must be a whole number from 3600 to 31536000 (seconds).");
    }

    @Tag("longer")
    @Test
    void strategyThatIsNone() throws IOException {
        assertRefuses(
                Map.of("LOCKSTEP_DRAIN_STRATEGY", "xxa"),
                "Settings make no sense: lockstep.drain.strategy is \"xxa\" and must be one of ");
    }

    private void assertRefuses(Map<String, String> environment, String sentence)
            throws IOException {
        long before = Files.size(server.process().log());
        server.environment(environment);
        server.process().launch();

        await("the log says what is wrong")
                .atMost(LIMIT)
                .until(() -> logFrom(before).contains(sentence));
        await("the server has started")
                .atMost(LIMIT)
                .until(() -> logFrom(before).contains("WFLYSRV0026"));
        assertThat(lockstep.health("ready").join().status()).isEqualTo(503);
    }

    private String logFrom(long offset) throws IOException {
        Path log = server.process().log();
        byte[] all = Files.readAllBytes(log);
        return new String(
                Arrays.copyOfRange(all, (int) offset, all.length), StandardCharsets.UTF_8);
    }
}
