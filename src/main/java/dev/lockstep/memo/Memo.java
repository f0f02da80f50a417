package dev.lockstep.memo;

import dev.lockstep.torn.Scenario;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What one transaction is about.
 *
 * @param transaction its name in the transaction log
 * @param strategy whose transaction it is, as it stands in the URL
 * @param since when it was written, shortly before the first prepare
 */
record Memo(
        String transaction,
        Scenario scenario,
        String strategy,
        Instant since,
        List<Matter> matters) {
    Memo {
        matters = List.copyOf(matters);
    }

    Set<String> events() {
        return matters.stream().map(Matter::id).collect(Collectors.toSet());
    }
}
