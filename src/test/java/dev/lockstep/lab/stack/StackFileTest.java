package dev.lockstep.lab.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a running system tells of itself, and what is said of a file that does not tell it. */
class StackFileTest {
    @TempDir private Path directory;
    private StackFile file;
    private Access access;

    @BeforeEach
    void write() throws IOException {
        file = new StackFile(directory.resolve("stack.properties"));
        access = Somewhere.access(Files.createDirectory(directory.resolve("tx-object-store")));
        file.write(access, Map.of("wildfly.pid", 4711L));
    }

    @Test
    void whatIsWrittenIsRead() {
        assertThat(file.access()).isEqualTo(access);
        assertThat(file.pid("wildfly.pid")).hasValue(4711);
        assertThat(file.pid("kafka.pid")).isEmpty();
    }

    @Test
    void nobodyElseReadsThePasswords() throws IOException {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.path())))
                .isEqualTo("rw-------");
        assertThat(access.toString()).doesNotContain("secret");
    }

    @Test
    void aPidThatChangesIsReadAgain() throws IOException {
        file.write(access, Map.of("wildfly.pid", 4712L));

        assertThat(file.pid("wildfly.pid")).hasValue(4712);
    }

    @Test
    void aSlashAtTheEndOfAnAddressDoesNoHarm() throws IOException {
        replace("/lockstep\n", "/lockstep/\n");

        assertThat(file.access()).isEqualTo(access);
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        StackFile absent = new StackFile(directory.resolve("absent.properties"));

        assertThatThrownBy(absent::access)
                .isInstanceOf(StackProblem.class)
                .hasMessage(
                        "There is no %s: a system started by \"mvn -Pup\" writes target/stack.properties.",
                        absent.path());
    }

    @Test
    void whatIsNoFileIsNotRead() {
        assertThatThrownBy(new StackFile(directory)::access)
                .isInstanceOf(StackProblem.class)
                .hasMessageStartingWith(directory + " cannot be read: ");
    }

    @Test
    void allThatIsMissingIsNamedAtOnce() throws IOException {
        Files.writeString(
                file.path(),
                Files.readString(file.path())
                        .replaceAll("(?m)^(kafka.bootstrap|operator.password)=.*", "$1="));

        assertThatThrownBy(file::access)
                .isInstanceOf(StackProblem.class)
                .hasMessage("%s lacks kafka.bootstrap, operator.password.", file.path());
    }

    @Test
    void anAddressOfAnotherKindIsRefused() throws IOException {
        replace("jdbc:postgresql:", "jdbc:oracle:");

        assertThatThrownBy(file::access)
                .isInstanceOf(StackProblem.class)
                .hasMessage(
                        "postgres.url in %s does not begin with jdbc:postgresql:: jdbc:oracle://127.0.0.1:1/lockstep.",
                        file.path());
    }

    @Test
    void theTransactionLogMayBeOutOfSight() throws IOException {
        replace("wildfly.transaction-log", "another.key");

        assertThat(file.access().transactionLog()).isEmpty();
    }

    @Test
    void aTransactionLogOnAnotherMachineIsNoEmptyOne() throws IOException {
        Files.delete(access.transactionLog().orElseThrow());

        assertThatThrownBy(file::access)
                .isInstanceOf(StackProblem.class)
                .hasMessage(
                        "wildfly.transaction-log in %s names %s, which is no directory that can be read here: leave it out if WildFly keeps its transaction log elsewhere.",
                        file.path(), access.transactionLog().orElseThrow());
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "12a", "99999999999999999999"})
    void whatIsNoProcessIdIsNotSignalled(String text) throws IOException {
        replace("wildfly.pid=4711", "wildfly.pid=" + text);

        assertThatThrownBy(() -> file.pid("wildfly.pid"))
                .isInstanceOf(StackProblem.class)
                .hasMessage("wildfly.pid in %s is no process id: %s.", file.path(), text);
    }

    private void replace(String before, String after) throws IOException {
        Files.writeString(file.path(), Files.readString(file.path()).replace(before, after));
    }
}
