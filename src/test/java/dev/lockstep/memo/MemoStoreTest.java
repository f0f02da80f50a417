package dev.lockstep.memo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.push.PushEvent;
import dev.lockstep.push.PushEventJson;
import dev.lockstep.torn.Scenario;
import jakarta.validation.Validation;
import jakarta.validation.ValidatorFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Memos on disk: what is written is read again, and what is damaged stops nothing. */
class MemoStoreTest {
    private static final PushEvent EVENT =
            new PushEvent("e-1", "ann@example.org", "Grüße \"hier\"", "two\nlines 🙂");

    @TempDir private Path place;

    private ValidatorFactory validators;
    private Path directory;
    private MemoStore store;

    @BeforeEach
    void open() {
        validators = Validation.buildDefaultValidatorFactory();
        directory = place.resolve("data/memos");
        store =
                new MemoStore(
                        new MemoFiles(directory),
                        new MemoText(new PushEventJson(validators.getValidator())));
    }

    @AfterEach
    void close() {
        validators.close();
    }

    @Test
    void whatIsWrittenIsReadAgain() throws IOException {
        store.write(memo("0_1", new Matter(EVENT, "ID:letter")));
        store.write(memo("0_2", Matter.of(new PushEvent("e-2", "bob", "t", "b"))));

        List<Memo> read = store.all();

        assertThat(read).extracting(Memo::transaction).containsExactly("0_1", "0_2");
        Memo first = read.get(0);
        assertThat(first.scenario()).isEqualTo(Scenario.DRAIN);
        assertThat(first.strategy()).isEqualTo("xa");
        assertThat(first.since()).isEqualTo(Instant.parse("2026-01-01T00:00:00.123456Z"));
        assertThat(first.events()).containsExactly("e-1");
        assertThat(first.matters().get(0).letter()).isEqualTo("ID:letter");
        assertThat(first.matters().get(0).event().sameContentAs(EVENT)).isTrue();
    }

    @Test
    void thatItsCallerWasToldIsReadAgain() throws IOException {
        Memo memo = memo("0_1", Matter.of(EVENT));
        store.write(memo);

        store.promise(memo.asPromised());

        assertThat(store.all()).extracting(Memo::promised).containsExactly(true);
    }

    @Test
    void itsEventsAreLeftUntilAScanSaysOtherwise() throws IOException {
        Memo memo = memo("0_1", Matter.of(EVENT));
        store.write(memo);
        assertThat(store.isLeft("e-1")).isFalse();

        store.leave(memo);
        assertThat(store.isLeft("e-1")).isTrue();

        store.left(List.of());
        assertThat(store.isLeft("e-1")).isFalse();

        store.leave(memo);
        store.delete(memo);
        assertThat(store.isLeft("e-1")).isFalse();
    }

    @Test
    void whatAnEarlierServerHasLeftIsKnownFromTheStart() throws IOException {
        store.write(memo("0_1", Matter.of(EVENT)));

        MemoStore next =
                new MemoStore(
                        new MemoFiles(directory),
                        new MemoText(new PushEventJson(validators.getValidator())));
        next.look();

        assertThat(next.isLeft("e-1")).isTrue();
    }

    @Test
    void oneThatIsDeletedIsGone() throws IOException {
        Memo memo = memo("0_1", Matter.of(EVENT));
        store.write(memo);
        assertThat(store.has(memo)).isTrue();

        store.delete(memo);

        assertThat(store.has(memo)).isFalse();
        assertThat(store.all()).isEmpty();
        store.delete(memo);
    }

    @Test
    void beforeTheFirstThereIsNone() throws IOException {
        assertThat(store.all()).isEmpty();
    }

    @Test
    void nobodyElseReadsThem() throws IOException {
        store.write(memo("0_1", Matter.of(EVENT)));

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory)))
                .isEqualTo("rwx------");
    }

    /** As a power cut, a full disk or a hand may leave it. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\0\0\0\0",
                "{\"transaction\":\"0_1\",\"scen",
                "{}",
                "[]",
                "{\"transaction\":\"0_1\",\"scenario\":\"SWIM\",\"strategy\":\"xa\",\"since\":\"2026-01-01T00:00:00Z\",\"promised\":false,\"events\":[]}",
                "{\"transaction\":\"0_1\",\"scenario\":\"DRAIN\",\"strategy\":\"xa\",\"since\":\"soon\",\"promised\":false,\"events\":[]}",
                "{\"transaction\":\"0_1\",\"scenario\":\"DRAIN\",\"strategy\":\"xa\",\"since\":\"2026-01-01T00:00:00Z\",\"promised\":false,\"events\":[{\"id\":\"e\"}]}"
            })
    void oneThatIsDamagedIsSetAsideAndTheOthersAreRead(String text) throws IOException {
        store.write(memo("0_0", Matter.of(EVENT)));
        store.write(memo("0_2", Matter.of(EVENT)));
        Files.writeString(directory.resolve("0_1.memo"), text);

        assertThat(store.all()).extracting(Memo::transaction).containsExactly("0_0", "0_2");
        assertThat(directory.resolve("0_1.damaged")).hasContent(text);
        assertThat(directory.resolve("0_1.memo")).doesNotExist();
    }

    @Test
    void bytesThatAreNoTextAreDamagedToo() throws IOException {
        Files.createDirectories(directory);
        Files.write(directory.resolve("0_1.memo"), new byte[] {'{', (byte) 0xC3, (byte) 0x28});

        assertThat(store.all()).isEmpty();
        assertThat(directory.resolve("0_1.damaged")).exists();
    }

    /** Killed while it wrote: before the first prepare, so there is nothing to judge. */
    @Test
    void oneThatIsNotFinishedIsNone() throws IOException {
        store.write(memo("0_1", Matter.of(EVENT)));
        Files.writeString(directory.resolve("0_2.unfinished"), "{\"transac");
        assertThat(store.all()).extracting(Memo::transaction).containsExactly("0_1");

        store.look();

        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactly("0_1.memo");
        }
    }

    @Test
    void aDirectoryThatCannotBeWrittenIsNamed() throws IOException {
        assertThat(store.problem()).isEmpty();
        assertThat(store.all()).isEmpty();

        Files.delete(directory);
        Files.writeString(directory, "a file where the directory should be");

        assertThat(store.problem())
                .hasValueSatisfying(
                        problem ->
                                assertThat(problem)
                                        .startsWith("Memos cannot be written to " + directory)
                                        .endsWith("that it may write."));
    }

    @Test
    void oneThatCannotBeWrittenStopsItsTransaction() throws IOException {
        Files.createDirectories(directory.getParent());
        Files.writeString(directory, "a file where the directory should be");

        assertThatThrownBy(() -> store.write(memo("0_1", Matter.of(EVENT))))
                .isInstanceOf(IOException.class);
    }

    private static Memo memo(String transaction, Matter matter) {
        return new Memo(
                transaction,
                Scenario.DRAIN,
                "xa",
                Instant.parse("2026-01-01T00:00:00.123456Z"),
                false,
                List.of(matter));
    }
}
