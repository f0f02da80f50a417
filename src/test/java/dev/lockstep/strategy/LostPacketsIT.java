package dev.lockstep.strategy;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lockstep.lab.client.Api;
import dev.lockstep.lab.client.Api.Answer;
import dev.lockstep.lab.stack.Direction;
import dev.lockstep.lab.stack.Relay;
import dev.lockstep.lab.stack.Role;
import dev.lockstep.support.Histories;
import dev.lockstep.support.Lockstep;
import dev.lockstep.support.OnTheStack;
import dev.lockstep.support.ThroughRelays;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The network between the server and a part loses what is sent, and nobody is told. Timeline: a
 * publish succeeds, so that connections lie in the pools; what is sent gets lost; the next publish
 * is answered within a transaction's time all the same; the network is mended, and a repeat makes
 * it whole, whatever had become of it.
 */
@OnTheStack
class LostPacketsIT {
    /** That of a transaction is 20 s; the rest is for a machine with much to do. */
    private static final Duration ANSWERED_WITHIN = Duration.ofSeconds(25);

    private static final Duration WORKS_AGAIN_WITHIN = Duration.ofSeconds(30);

    @RegisterExtension private static final ThroughRelays RELAYS = new ThroughRelays();
    @RegisterExtension private final Lockstep lockstep = new Lockstep();

    @Test
    void publishIntoABlackHoleBeforeTheDatabaseIsAnsweredInTime() throws IOException {
        isAnsweredInTimeAndWholeAfterwards(Role.DATABASE, Direction.BOTH, List.of("xa", "outbox"));
    }

    @Test
    void publishWhoseAnswersFromArtemisAreLostIsAnsweredInTime() throws IOException {
        isAnsweredInTimeAndWholeAfterwards(Role.ARTEMIS, Direction.ANSWERS, List.of("xa"));
    }

    @Tag("rare")
    @ParameterizedTest(name = "{0}, {1}, {2}")
    @CsvSource({
        "DATABASE, ANSWERS, xa",
        "DATABASE, ANSWERS, outbox",
        "DATABASE, BOTH, saga",
        "DATABASE, BOTH, kafka-tx",
        "ARTEMIS, BOTH, xa",
        "KAFKA, BOTH, kafka-tx",
        "KAFKA, BOTH, saga",
        "KAFKA, ANSWERS, kafka-tx"
    })
    void publishIsAnsweredInTime(Role part, Direction lost, String strategy) throws IOException {
        isAnsweredInTimeAndWholeAfterwards(part, lost, List.of(strategy));
    }

    private void isAnsweredInTimeAndWholeAfterwards(
            Role part, Direction lost, List<String> strategies) throws IOException {
        for (String strategy : strategies) {
            assertThat(publish(strategy, "before").status()).isEqualTo(201);
        }
        lockstep.awaitQuiet();
        List<Relay> network = lockstep.stack().relays().to(part);

        network.forEach(relay -> relay.lose(lost));
        Map<String, CompletableFuture<Answer>> answers =
                strategies.stream()
                        .collect(
                                toMap(
                                        strategy -> strategy,
                                        strategy ->
                                                lockstep.publisher()
                                                        .under(strategy)
                                                        .publishAsync(
                                                                Api.event(strategy + "-lost"))));
        answers.forEach(
                (strategy, answer) -> {
                    assertThat(answer).as(strategy).succeedsWithin(ANSWERED_WITHIN);
                    assertThat(answer.join().status())
                            .as("%s: %s", strategy, answer.join().text())
                            .isIn(503, 504);
                });
        assertThat(network).anyMatch(relay -> relay.losses() > 0);
        network.forEach(Relay::mend);

        for (String strategy : strategies) {
            await(strategy + " works again")
                    .atMost(WORKS_AGAIN_WITHIN)
                    .until(() -> publish(strategy, "lost").status(), status -> status < 300);
        }
        lockstep.awaitNoOpenTransaction();
        lockstep.awaitQuiet();
        lockstep.assertNoAnomalies(
                Histories.acknowledged(
                        strategies.stream()
                                .flatMap(name -> List.of(name + "-before", name + "-lost").stream())
                                .toArray(String[]::new)));
    }

    private Answer publish(String strategy, String id) throws IOException {
        return lockstep.publisher().under(strategy).publish(Api.event(strategy + "-" + id));
    }
}
