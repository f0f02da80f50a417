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
 * @param promised whether its caller was told that it is done, while it was decided and not yet
 *     carried out everywhere
 */
record Memo(
        String transaction,
        Scenario scenario,
        String strategy,
        Instant since,
        boolean promised,
        List<Matter> matters) {
    Memo {
        matters = List.copyOf(matters);
    }

    Memo asPromised() {
        return new Memo(transaction, scenario, strategy, since, true, matters);
    }

    Set<String> events() {
        return matters.stream().map(Matter::id).collect(Collectors.toSet());
    }
}
