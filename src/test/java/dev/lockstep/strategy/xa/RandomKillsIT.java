package dev.lockstep.strategy.xa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lockstep.lab.audit.Sides;
import dev.lockstep.lab.client.Api;
import dev.lockstep.support.Histories;
import dev.lockstep.support.Lockstep;
import dev.lockstep.support.OnTheStack;
import java.io.IOException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Sixteen clients publish while the server is killed again and again, each time after a random
 * number of further answers. A client that got no answer, or an unsure one, repeats with the same
 * id, as a careful client does. In the end every event is stored once and delivered once.
 */
@OnTheStack
class RandomKillsIT {
    private static final int CLIENTS = 16;

    /** Events for each kill. */
    private static final int SHARE = 20;

    private static final long SEED = 20_260_101;

    private final Semaphore released = new Semaphore(0);
    private final Set<String> acknowledged = new ConcurrentSkipListSet<>();
    private final Set<String> interrupted = new ConcurrentSkipListSet<>();
    @RegisterExtension private final Lockstep lockstep = new Lockstep();

    @Test
    void leaveEveryEventOnBothSidesExactlyOnce() throws InterruptedException, ExecutionException {
        publishAmongKills(4);
    }

    @Tag("longer")
    @Test
    void tenOfThemLeaveEveryEventOnBothSidesExactlyOnce()
            throws InterruptedException, ExecutionException {
        publishAmongKills(10);
    }

    private void publishAmongKills(int kills) throws InterruptedException, ExecutionException {
        List<String> ids =
                IntStream.range(0, kills * SHARE).mapToObj("random-%03d"::formatted).toList();
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
        try {
            List<Future<?>> running = startClients(clients, new ConcurrentLinkedQueue<>(ids));
            kill(kills);
            for (Future<?> client : running) {
                client.get();
            }
        } finally {
            clients.shutdownNow();
        }
        lockstep.awaitSettled();
        lockstep.awaitDelivered();

        assertThat(acknowledged).hasSameElementsAs(ids);
        assertThat(interrupted)
                .as("publishes that a kill left without an answer; none means that no kill hit one")
                .isNotEmpty();
        Sides sides = lockstep.sides();
        assertThat(sides.rows()).containsExactlyInAnyOrderElementsOf(ids);
        assertThat(sides.deliveries()).containsExactlyInAnyOrderElementsOf(ids);
        lockstep.assertNoAnomalies(
                Histories.acknowledged(acknowledged).and(Histories.unknown(interrupted)));
    }

    private List<Future<?>> startClients(
            ExecutorService clients, ConcurrentLinkedQueue<String> ids) {
        List<Future<?>> running = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            running.add(
                    clients.submit(
                            () -> {
                                for (String id = next(ids); id != null; id = next(ids)) {
                                    publishUntilAcknowledged(id);
                                }
                                return null;
                            }));
        }
        return running;
    }

    private String next(ConcurrentLinkedQueue<String> ids) throws InterruptedException {
        released.acquire();
        return ids.poll();
    }

    private void publishUntilAcknowledged(String id) {
        await(id)
                .atMost(Duration.ofMinutes(4))
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(200))
                .until(() -> publish(id));
        acknowledged.add(id);
    }

    private boolean publish(String id) {
        try {
            int status = lockstep.publisher().publish(Api.event(id)).status();
            // 404: the server is up, the application not yet. 503, 504: as the API says, send it
            // again.
            assertThat(status).isIn(200, 201, 404, 503, 504);
            return status == 200 || status == 201;
        } catch (ConnectException e) {
            return false;
        } catch (IOException e) {
            interrupted.add(id);
            return false;
        }
    }

    /**
     * Each kill comes in the middle of its own share of the work, at a random number of answers.
     */
    private void kill(int times) {
        Random random = new Random(SEED);
        for (int kill = 1; kill <= times; kill++) {
            lockstep.awaitReady();
            int answers = acknowledged.size() + 1 + random.nextInt(SHARE - CLIENTS / 2);
            released.release(SHARE);
            await("%d answers before kill %d (seed %d)".formatted(answers, kill, SEED))
                    .atMost(Duration.ofSeconds(60))
                    .pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(1))
                    .until(() -> acknowledged.size() >= answers);
            lockstep.stack().wildfly().process().killAndLetRestart();
        }
        // One more each, for learning that there is nothing left.
        released.release(CLIENTS);
        lockstep.awaitReady();
    }
}
