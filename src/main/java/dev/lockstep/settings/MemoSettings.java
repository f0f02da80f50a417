package dev.lockstep.settings;

import java.nio.file.Path;
import java.time.Duration;

/**
 * What a transaction is about, noted for the time after it.
 *
 * @param directory {@code lockstep.memos}: a memo for each transaction at work; this server's own,
 *     on a disk that outlasts the server, as the transaction log's is
 * @param interval {@code lockstep.memos.interval}: between two looks for memos that were left; 1 ms
 *     to an hour
 */
public record MemoSettings(Path directory, Duration interval) {
    static MemoSettings read(Reading from) {
        return new MemoSettings(
                Path.of(from.text("lockstep.memos")),
                from.milliseconds("lockstep.memos.interval", 1, 3_600_000));
    }
}
