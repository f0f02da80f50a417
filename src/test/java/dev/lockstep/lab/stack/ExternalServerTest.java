package dev.lockstep.lab.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the lab does to a process that somebody else keeps alive: here one that sleeps. */
class ExternalServerTest {
    private final List<Process> started = new ArrayList<>();
    private final AtomicBoolean answers = new AtomicBoolean();

    @TempDir private Path directory;
    private StackFile file;
    private Process process;
    private ExternalServer server;

    @BeforeEach
    void start() throws IOException {
        file = new StackFile(directory.resolve("stack.properties"));
        server =
                new ExternalServer(
                        Seat.first(Role.APPLICATION), file, answers::get, Duration.ofMillis(500));
        process = launch("sleep", "60");
        tell(process.pid());
    }

    @AfterEach
    void end() {
        for (Process one : started) {
            one.descendants().forEach(ProcessHandle::destroyForcibly);
            one.destroyForcibly();
        }
    }

    @Test
    void killedItIsDeadOnReturn() {
        server.kill();

        assertThat(process.toHandle().isAlive()).isFalse();
        assertThat(server.isRunning()).isFalse();
    }

    @Test
    void itIsBackWhenTheFileNamesANewProcess() throws IOException {
        server.kill();
        tell(launch("sleep", "60").pid());

        server.bringBack();

        assertThat(server.isRunning()).isTrue();
    }

    @Test
    void itIsBackWhenItAnswersThoughNobodyWritesItsNewProcess() {
        server.kill();
        answers.set(true);

        server.bringBack();

        assertThat(server.isRunning()).isFalse();
    }

    @Test
    void whatNobodyStartsAgainIsSaidSo() {
        server.kill();

        assertThatThrownBy(server::bringBack)
                .isInstanceOf(StackProblem.class)
                .hasMessageStartingWith("WildFly was killed, and nobody has started it again");
    }

    @Test
    void frozenItStandsStillWithItsChildrenUntilItIsThawed() throws IOException {
        process = launch("sh", "-c", "sleep 60 & wait");
        tell(process.pid());
        await("the shell has a child").until(() -> process.descendants().count() == 1);

        server.freeze();
        await("both are stopped").until(() -> states().allMatch("T"::equals));
        assertThat(server.isRunning()).isTrue();

        server.thaw();
        await("both go on").until(() -> states().noneMatch("T"::equals));
    }

    @Test
    void whatWasEndedWhileItWasFrozenNeedsNoThaw() {
        server.freeze();
        server.kill();

        server.thaw();

        assertThat(server.isRunning()).isFalse();
    }

    @Test
    void aProcessThatHasEndedIsNamed() {
        server.kill();

        assertThatThrownBy(server::freeze)
                .isInstanceOf(StackProblem.class)
                .hasMessage(
                        "%s names process %d for WildFly (wildfly.pid), which does not run.",
                        file.path(), process.pid());
    }

    @Test
    void withoutAProcessIdItIsOutOfReach() throws IOException {
        file.write(Somewhere.access(directory), Map.of());

        assertThat(server.isWithinReach()).isFalse();
        assertThat(server.isRunning()).isFalse();
        assertThatThrownBy(server::kill)
                .isInstanceOf(StackProblem.class)
                .hasMessage("%s lacks wildfly.pid: no fault can hit WildFly there.", file.path());
    }

    @Test
    void aProcessThatGotTheNumberOfOneThatEndedIsSpared() throws IOException {
        Files.setLastModifiedTime(
                file.path(), FileTime.from(Instant.now().minus(Duration.ofHours(1))));

        assertThatThrownBy(server::kill)
                .isInstanceOf(StackProblem.class)
                .hasMessage(
                        "%s names process %d for WildFly (wildfly.pid), which was started after that was written: it is another one.",
                        file.path(), process.pid());
        assertThat(process.isAlive()).isTrue();
    }

    private Process launch(String... command) throws IOException {
        Process one = new ProcessBuilder(command).start();
        started.add(one);
        return one;
    }

    private void tell(long pid) throws IOException {
        file.write(Somewhere.access(directory), Map.of("wildfly.pid", pid));
    }

    /** As the kernel tells them: T is stopped. */
    private Stream<String> states() {
        return Stream.concat(Stream.of(process.toHandle()), process.descendants())
                .map(ExternalServerTest::state);
    }

    private static String state(ProcessHandle process) {
        try {
            String line = Files.readString(Path.of("/proc/%d/stat".formatted(process.pid())));
            return line.substring(line.lastIndexOf(')') + 2).substring(0, 1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
