package dev.lockstep.memo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.push.PushEvent;
import dev.lockstep.push.PushEventJson;
import dev.lockstep.torn.Scenario;
import jakarta.validation.Validation;
import jakarta.validation.ValidatorFactory;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What a memo costs a transaction: the processor's time to write it and to delete it. The time that
 * passes depends on what else the machine does; nothing waits for the disk.
 */
class MemoCostTest {
    private static final int MEMOS = 500;

    @ParameterizedTest(name = "{0} events")
    @CsvSource({"1, 1000", "100, 10000"})
    void aMemoTakesLessThan(
            int events, long microseconds, @TempDir Path directory, TestReporter reporter)
            throws IOException {
        List<Matter> matters =
                IntStream.range(0, events)
                        .mapToObj(n -> new PushEvent("event-" + n, "ann", "Title", "Body of " + n))
                        .map(event -> new Matter(event, "ID:3f2b8a1e-0000-1111-2222-333344445555"))
                        .toList();
        try (ValidatorFactory validators = Validation.buildDefaultValidatorFactory()) {
            MemoStore store =
                    new MemoStore(
                            new MemoFiles(directory),
                            new MemoText(new PushEventJson(validators.getValidator())));
            writeAndDelete(store, matters);

            ThreadMXBean threads = ManagementFactory.getThreadMXBean();
            long begun = threads.getCurrentThreadCpuTime();
            writeAndDelete(store, matters);
            long each = (threads.getCurrentThreadCpuTime() - begun) / MEMOS / 1000;

            reporter.publishEntry(events + " events", each + " microseconds of processor a memo");
            assertThat(each).isLessThan(microseconds);
        }
    }

    private static void writeAndDelete(MemoStore store, List<Matter> matters) throws IOException {
        for (int i = 0; i < MEMOS; i++) {
            Memo memo = new Memo("0_" + i, Scenario.DRAIN, "xa", Instant.now(), false, matters);
            store.write(memo);
            store.delete(memo);
        }
    }
}
