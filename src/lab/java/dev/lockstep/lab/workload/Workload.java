package dev.lockstep.lab.workload;

import dev.lockstep.lab.audit.Audit;
import dev.lockstep.lab.client.Api;
import dev.lockstep.lab.client.Clients;
import dev.lockstep.lab.client.DeadLetterBox;
import dev.lockstep.lab.way.Way;
import dev.lockstep.lab.words.Scenario;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;

/**
 * Callers of one strategy and scenario, who go on while faults strike. What they send comes from
 * the run's seed. A caller whose publish is not answered asks again with the same id, where the
 * strategy promises both or neither; elsewhere a repeat may make it worse, and he goes on.
 */
public final class Workload {
    private static final int PUBLISHERS = 4;
    private static final int LETTERS_IN_A_BATCH = 5;
    private static final int UNKNOWN = 504;

    /** Half of it is missing, and the system says so: to ask again does not mend it. */
    private static final int TORN = 500;

    /** So that neither the callers nor the record of what they did are the load of the machine. */
    private static final int BETWEEN_REQUESTS_MS = 25;

    private static final int AFTER_A_FAILURE_MS = 100;
    private static final Duration LETTERS_LIMIT = Duration.ofSeconds(60);

    private final Api publisher;
    private final Api operator;
    private final DeadLetterBox box;
    private final Way way;
    private final Random random;
    private final Scenario scenario;
    private final boolean repeats;
    private final String prefix;
    private final Set<String> letters = new TreeSet<>();
    private final Map<String, Integer> answers = new TreeMap<>();
    private final List<Thread> callers = new ArrayList<>();
    private final Requests requests = new Requests();
    private final CountDownLatch ended = new CountDownLatch(1);
    private final AtomicInteger sent = new AtomicInteger();
    private long latestSuccess;

    /**
     * @param letters how many wait in the dead-letter queue, if it is to be drained
     */
    public Workload(Clients clients, Way way, Scenario scenario, int letters, long seed) {
        this.repeats = clients.isAtomic(way);
        this.publisher = clients.publisher().under(way.name());
        this.operator = clients.operator().under(way.name());
        this.random = new Random(seed);
        this.scenario = scenario;
        this.prefix = "%s-%d-".formatted(way.name(), seed);
        this.box = clients.letters();
        this.way = way;
        if (scenario == Scenario.DRAIN) {
            addLetters(letters);
        }
    }

    /**
     * Puts letters into the dead-letter queue. A broker that is just coming back may be asked
     * twice, and have a letter twice: as everybody's.
     *
     * @throws org.awaitility.core.ConditionTimeoutException if it does not take them in a minute
     */
    public void addLetters(int count) {
        List<String> added;
        synchronized (this) {
            added =
                    IntStream.range(letters.size(), letters.size() + count)
                            .mapToObj(i -> prefix + "letter-" + i)
                            .toList();
            letters.addAll(added);
        }
        List<String> events = added.stream().map(this::event).toList();
        Awaitility.await()
                .atMost(LETTERS_LIMIT)
                .pollDelay(Duration.ZERO)
                .ignoreExceptions()
                .until(
                        () -> {
                            box.put(way, events);
                            return true;
                        });
    }

    /** Lets the callers go. */
    public void begin() {
        if (scenario == Scenario.PUBLISH) {
            for (int i = 0; i < PUBLISHERS; i++) {
                int caller = i;
                begin("publisher-" + i, number -> publish(prefix + caller + "-" + number));
            }
        }
        if (scenario == Scenario.DRAIN) {
            begin("drainer", number -> drain());
        }
    }

    private void begin(String name, Call call) {
        Thread thread = new Thread(() -> callUntilTheEnd(call), name);
        thread.setDaemon(true);
        thread.start();
        callers.add(thread);
    }

    /** One request; whether it was answered as done, with something done. */
    @FunctionalInterface
    private interface Call {
        boolean ask(int number) throws InterruptedException;
    }

    private void callUntilTheEnd(Call call) {
        try {
            for (int i = 0; ended.getCount() > 0; i++) {
                boolean fine = call.ask(i);
                endsWithin(fine ? BETWEEN_REQUESTS_MS : AFTER_A_FAILURE_MS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether a request begun after that moment has succeeded; in {@link System#nanoTime}. */
    public synchronized boolean hasSucceededSince(long nanoTime) {
        return latestSuccess > nanoTime;
    }

    /** Lets no caller ask again, and waits for the answers that are still to come. */
    public void end() {
        ended.countDown();
        for (Thread caller : callers) {
            try {
                caller.join(TimeUnit.SECONDS.toMillis(70));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** How many requests were sent. */
    public int sent() {
        return sent.get();
    }

    /** How they were answered and when, many in one moment. */
    public List<Stamped> moments() {
        return requests.moments();
    }

    /** What the callers were answered, as an audit wants it. */
    public synchronized Audit.History history() {
        return new Audit.History(
                answered(Workload::isDone),
                answered(status -> status == 503),
                answered(Workload::isUnknown),
                new TreeSet<>(letters));
    }

    /** Drains once, if this is what the callers do; whether there was nothing any more. */
    public boolean nothingIsLeftToDrain() throws IOException {
        if (scenario != Scenario.DRAIN) {
            return true;
        }
        Api.Answer answer = operator.drain(letters.size() + 1, letters.size() + 1);
        return answer.status() == 200 && answer.json().getInt("settled") == 0;
    }

    private boolean publish(String id) throws InterruptedException {
        String event = event(id);
        int status = UNKNOWN;
        note(id, status);
        do {
            status = ask(() -> publisher.publish(event));
            note(id, status);
        } while (repeats && isUnknown(status) && status != TORN && !endsWithin(AFTER_A_FAILURE_MS));
        return isDone(status);
    }

    private boolean endsWithin(int milliseconds) throws InterruptedException {
        return ended.await(milliseconds, TimeUnit.MILLISECONDS);
    }

    private static boolean isDone(int status) {
        return status == 200 || status == 201;
    }

    private static boolean isUnknown(int status) {
        return !isDone(status) && status != 503;
    }

    /** What a drain has done is seen in the queue; its answer is for the record alone. */
    private boolean drain() {
        return ask(() -> operator.drain(LETTERS_IN_A_BATCH, LETTERS_IN_A_BATCH)) == 200;
    }

    @FunctionalInterface
    private interface Question {
        Api.Answer ask() throws IOException;
    }

    private int ask(Question question) {
        long begun = System.nanoTime();
        sent.incrementAndGet();
        int status;
        try {
            status = question.ask().status();
        } catch (IOException e) {
            status = UNKNOWN;
        }
        requests.answered(
                isDone(status) ? "acknowledged" : isUnknown(status) ? "unknown" : "failed");
        if (isDone(status)) {
            succeeded(begun);
        }
        return status;
    }

    private synchronized void note(String id, int status) {
        answers.put(id, status);
    }

    private synchronized void succeeded(long begun) {
        latestSuccess = Math.max(latestSuccess, begun);
    }

    private synchronized String event(String id) {
        return Api.event(id, "ann@example.org", "Title of " + id, "Body " + random.nextLong());
    }

    private Set<String> answered(IntPredicate wanted) {
        Set<String> ids = new TreeSet<>();
        answers.forEach(
                (id, status) -> {
                    if (wanted.test(status)) {
                        ids.add(id);
                    }
                });
        return ids;
    }
}
