package dev.lockstep.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.lab.audit.Audit;
import dev.lockstep.support.Lockstep;
import dev.lockstep.support.ManyClients;
import dev.lockstep.support.OnTheStack;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Many callers at once, and nothing breaks: every event is stored and delivered exactly once. */
@OnTheStack
class ManyClientsIT {
    @RegisterExtension private final Lockstep lockstep = new Lockstep();

    @ParameterizedTest(name = "{0}: {1} clients publish {2} events, each is delivered once")
    @CsvSource({"kafka-tx, 16, 200", "outbox, 8, 300", "saga, 8, 200"})
    void publishAndEachEventIsDeliveredOnce(String strategy, int clients, int events)
            throws ExecutionException, InterruptedException {
        List<String> ids = IntStream.range(0, events).mapToObj("many-%03d"::formatted).toList();

        Audit.History history =
                new ManyClients(lockstep.publisher().under(strategy)).publish(clients, ids);
        lockstep.awaitQuiet();

        assertThat(history.acknowledged()).containsExactlyElementsOf(ids);
        assertThat(lockstep.sides().deliveries()).containsExactlyInAnyOrderElementsOf(ids);
        assertThat(lockstep.sides().absorbed()).as("messages that came twice").isEmpty();
        lockstep.assertNoAnomalies(history);
    }
}
