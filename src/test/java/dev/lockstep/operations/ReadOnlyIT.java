package dev.lockstep.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lockstep.lab.client.Api;
import dev.lockstep.support.Health;
import dev.lockstep.support.Lockstep;
import dev.lockstep.support.OnTheStack;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The database is read-only for a while, as after a failover or by an administrator. Timeline: the
 * sessions that are made meanwhile stay read-only for their life; ready goes DOWN; the database may
 * be written again, and so may the application, at once, with whatever is in its pools.
 */
@OnTheStack
class ReadOnlyIT {
    private static final int CALLERS = 8;
    private static final Duration LIMIT = Duration.ofSeconds(20);

    @RegisterExtension private final Lockstep lockstep = new Lockstep();

    @Test
    void isNotReadyMeanwhileAndWorksRightAfter() throws Exception {
        assertThat(publishAll("before")).containsOnly(201);
        makeReadOnly(true);
        try {
            awaitDatabase("DOWN");
            assertThat(lockstep.health("ready").join().problems("database"))
                    .singleElement()
                    .satisfies(problem -> assertThat(problem).contains("is read-only"));
            assertThat(publishAll("meanwhile")).containsOnly(503);
        } finally {
            makeReadOnly(false);
        }

        assertThat(publishAll("after")).containsOnly(201);
        awaitDatabase("UP");
    }

    /** The sessions of now are ended, so that the pools fill with such as cannot write. */
    private void makeReadOnly(boolean readOnly) {
        lockstep.sql(
                readOnly
                        ? "ALTER ROLE lockstep IN DATABASE lockstep SET default_transaction_read_only = on"
                        : "ALTER ROLE lockstep IN DATABASE lockstep RESET default_transaction_read_only");
        if (readOnly) {
            lockstep.sql(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'lockstep'");
        }
    }

    private void awaitDatabase(String status) {
        await("the database is " + status)
                .atMost(LIMIT)
                .untilAsserted(
                        () -> {
                            Health ready = lockstep.health("ready").join();
                            assertThat(ready.status()).isEqualTo(status.equals("UP") ? 200 : 503);
                        });
    }

    private List<Integer> publishAll(String prefix) {
        List<CompletableFuture<Api.Answer>> answers =
                IntStream.range(0, CALLERS)
                        .mapToObj(
                                n -> lockstep.publisher().publishAsync(Api.event(prefix + "-" + n)))
                        .toList();
        return answers.stream().map(answer -> answer.join().status()).toList();
    }
}
