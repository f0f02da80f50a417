package dev.lockstep.lab.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A system that is known by its file alone. Nothing listens at the addresses that it names. */
class ExternalTargetTest {
    @TempDir private Path directory;
    private StackFile file;
    private Access access;

    @BeforeEach
    void describe() {
        file = new StackFile(directory.resolve("stack.properties"));
        access = Somewhere.access(directory);
    }

    @Test
    void isReachedWhereTheFileSays() throws IOException {
        file.write(access, Map.of());

        ExternalTarget target = ExternalTarget.of(file.path());

        assertThat(target.access()).isEqualTo(access);
        assertThat(target.isReady()).isFalse();
        assertThat(target.brokerConsole().isActive()).isFalse();
    }

    @Test
    void onlyServersWhoseProcessIsToldAreWithinReach() throws IOException {
        file.write(access, Map.of("kafka.pid", ProcessHandle.current().pid()));

        Servers servers = ExternalTarget.of(file.path()).servers();

        assertThat(servers.all())
                .filteredOn(Server::isWithinReach)
                .containsExactly(servers.first(Role.KAFKA));
    }

    @Test
    void aSecondServerOfARoleIsOneMoreKey() throws IOException {
        long pid = ProcessHandle.current().pid();
        file.write(access, Map.of("wildfly.pid", pid, "wildfly-2.pid", pid));

        Servers servers = ExternalTarget.of(file.path()).servers();

        assertThat(servers.of(Role.APPLICATION))
                .allMatch(Server::isWithinReach)
                .extracting(Server::name)
                .containsExactly("WildFly", "WildFly 2");
        assertThat(servers.first(Role.APPLICATION).name()).isEqualTo("WildFly");
    }

    @Test
    void aSystemThatHasEndedIsRefusedAtOnce() throws IOException, InterruptedException {
        Process ended = new ProcessBuilder("true").start();
        ended.waitFor();
        file.write(access, Map.of("postgres.pid", ended.pid()));

        assertThatThrownBy(() -> ExternalTarget.of(file.path()))
                .isInstanceOf(StackProblem.class)
                .hasMessage(
                        "%s names process %d for PostgreSQL (postgres.pid), which does not run.",
                        file.path(), ended.pid());
    }
}
