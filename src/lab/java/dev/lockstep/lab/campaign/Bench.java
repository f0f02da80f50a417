package dev.lockstep.lab.campaign;

import static java.util.stream.Collectors.toSet;

import dev.lockstep.lab.audit.Quiet;
import dev.lockstep.lab.audit.Sides;
import dev.lockstep.lab.fault.Blow;
import dev.lockstep.lab.fault.Fault;
import dev.lockstep.lab.fault.Victim;
import dev.lockstep.lab.indoubt.ByHand;
import dev.lockstep.lab.indoubt.InDoubt;
import dev.lockstep.lab.report.Trial;
import dev.lockstep.lab.stack.Access;
import dev.lockstep.lab.stack.Role;
import dev.lockstep.lab.stack.Server;
import dev.lockstep.lab.stack.Stack;
import dev.lockstep.lab.stack.StackProblem;
import dev.lockstep.lab.stack.Target;
import dev.lockstep.lab.workload.Api;
import dev.lockstep.lab.workload.Broker;
import dev.lockstep.lab.workload.DeadLetterBox;
import dev.lockstep.lab.workload.FreshData;
import dev.lockstep.lab.workload.Topics;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.awaitility.core.ConditionTimeoutException;

/**
 * What a run works with, and what it does to it before and after: a system, and its callers. Only a
 * stack that the lab has started can be stopped at a step, cut off, configured and put in order.
 */
final class Bench implements AutoCloseable {
    /** What recovery is given for everything, once the server is ready: past it, it is stuck. */
    private static final Duration RECOVERY_LIMIT = Duration.ofSeconds(30);

    private static final Duration READY_LIMIT = Duration.ofSeconds(90);
    private static final Duration QUIET_LIMIT = Duration.ofSeconds(120);

    private final Target target;
    private final Stack stack;
    private final Api publisher;
    private final Api operator;
    private final Broker queues;
    private final Topics topics;
    private final DeadLetterBox box;
    private final Set<String> atomic;
    private Map<String, String> settings = Map.of();
    private RuntimeException beyondRepair;

    /** Of a stack of the lab's own, which is ready. */
    static Bench of(Stack stack) {
        return new Bench(stack, stack);
    }

    /** Of a system that somebody else has started. */
    static Bench of(Target target) {
        return new Bench(target, null);
    }

    private Bench(Target target, Stack stack) {
        this.target = target;
        this.stack = stack;
        Access access = target.access();
        this.publisher = api(access.http(), access.publisher());
        this.operator = api(access.http(), access.operator());
        this.queues = new Broker(target);
        this.topics = new Topics(access.kafka());
        try {
            this.box = new DeadLetterBox(operator, queues, topics);
            this.atomic =
                    operator.strategies().getValuesAs(JsonObject.class).stream()
                            .filter(strategy -> strategy.getBoolean("atomic"))
                            .map(strategy -> strategy.getString("name"))
                            .collect(toSet());
        } catch (IOException e) {
            throw new UncheckedIOException("The application does not list its strategies", e);
        }
    }

    private static Api api(String root, Access.Login login) {
        return new Api(root, login.user(), login.password());
    }

    Target target() {
        return target;
    }

    /**
     * The stack that the lab has started.
     *
     * @throws IllegalStateException if somebody else has
     */
    Stack stack() {
        if (stack == null) {
            throw new IllegalStateException("The system was not started by the lab.");
        }
        return stack;
    }

    /** The logs of the stack until now; of another system, its own people have them. */
    Optional<Path> keepLogs(String name) {
        return Optional.ofNullable(stack).map(ours -> ours.layout().keepLogs(name));
    }

    /** A fault that this system can be dealt. */
    Blow blow(Victim victim, Fault fault, String strategy) {
        return stack == null
                ? Blow.of(victim, fault, target.servers(), parts(strategy))
                : Blow.of(victim, fault, stack, parts(strategy));
    }

    Api publisher() {
        return publisher;
    }

    Api operator() {
        return operator;
    }

    DeadLetterBox box() {
        return box;
    }

    /** Whether the strategy promises both or neither. */
    boolean isAtomic(String strategy) {
        return atomic.contains(strategy);
    }

    private Set<Role> parts(String strategy) {
        return Set.of(Role.DATABASE, box.isInKafka(strategy) ? Role.KAFKA : Role.ARTEMIS);
    }

    /** Restarts the server, if it runs under other settings than these. */
    void useSettings(Map<String, String> wanted) {
        if (!wanted.equals(settings)) {
            settings = wanted;
            stack().wildfly().environment(wanted);
            stack().wildfly().process().kill();
        }
    }

    /**
     * Runs it from fresh data to the audit; one that fails as such says so in its finding.
     *
     * @throws StackProblem if an earlier one left what could not be put in order
     */
    Finding run(Run run) {
        if (beyondRepair != null) {
            throw new StackProblem(
                    "The campaign ends here, because nothing could be put in order after a failed run: %s. Its results are kept; the same command goes on with the rest."
                            .formatted(beyondRepair.getMessage()),
                    beyondRepair);
        }
        Finding finding = new Finding(run.trials(), run.theory());
        Map<Trial, Workload> workloads = new LinkedHashMap<>();
        try {
            prepare();
            try (Watch watch = new Watch(target)) {
                run.trials().forEach(trial -> workloads.put(trial, run.callers(trial, this)));
                run.strike(this, workloads, finding);
                conclude(finding, workloads, run.mayNeedAPerson());
                finding.costs(watch);
            }
        } catch (RuntimeException e) {
            // Whatever it is, also that a broker cannot be read: the other runs need not suffer.
            finding.failed(e.getMessage());
            tryToRepairAll();
            workloads.values().forEach(Workload::end);
        }
        return finding;
    }

    /** Everything runs, is quiet and empty. */
    private void prepare() {
        if (stack != null) {
            stack.startWhatIsDown();
        }
        awaitReady();
        awaitQuiet();
        FreshData.in(target);
    }

    void awaitReady() {
        await("the application is ready", READY_LIMIT).until(target::isReady);
    }

    /**
     * After the last repair: waits until requests succeed again, ends the callers, waits until all
     * has come to rest, drains what is left as an operator would, and looks at all sides then.
     *
     * @param byHand whether a person settles what recovery has not settled in time; otherwise it is
     *     waited for, since a system that needs that has failed; what hangs in Kafka, a person
     *     settles always
     * @throws IllegalStateException if it never comes to rest, saying what is going on
     */
    private void conclude(Finding finding, Map<Trial, Workload> workloads, boolean byHand) {
        awaitReady();
        try {
            awaitSuccess(finding, workloads);
        } catch (ConditionTimeoutException e) {
            if (topics.hanging().isEmpty()) {
                throw e;
            }
            finding.stuck(stuck());
            settleWhatHangs(finding);
            awaitSuccess(finding, workloads);
        }
        finding.succeeded();
        workloads.values().forEach(Workload::end);
        try {
            await("nothing is in doubt or hangs", RECOVERY_LIMIT).until(() -> stuck().isEmpty());
        } catch (ConditionTimeoutException e) {
            finding.stuck(stuck());
            if (!topics.hanging().isEmpty()) {
                settleWhatHangs(finding);
            }
            if (byHand && !InDoubt.of(target).isEmpty()) {
                settleByHand();
                finding.humanNeeded("rolled back by hand, transaction log given up");
            }
        }
        awaitQuiet();
        finding.settled();
        for (Workload workload : workloads.values()) {
            await("all is drained", QUIET_LIMIT).until(workload::nothingIsLeftToDrain);
        }
        awaitQuiet();
        workloads.forEach(finding::answers);
        finding.audit(Sides.of(target));
    }

    private void awaitSuccess(Finding finding, Map<Trial, Workload> workloads) {
        workloads.forEach(
                (trial, workload) ->
                        await("%s succeeds again".formatted(trial.scenario()), READY_LIMIT)
                                .until(() -> workload.hasSucceededSince(finding.mendedAt())));
    }

    /** What recovery, or Kafka, has not decided yet. */
    private List<String> stuck() {
        return Stream.concat(InDoubt.of(target).transactions().stream(), topics.hanging().stream())
                .map(Object::toString)
                .toList();
    }

    private void settleWhatHangs(Finding finding) {
        rollBackWhatHangs();
        finding.humanNeeded("hanging transactions of Kafka rolled back by hand");
    }

    /** Asked again after each: the coordinator may just be settling what looked like hanging. */
    private void rollBackWhatHangs() {
        await("nothing hangs in Kafka any more", RECOVERY_LIMIT)
                .until(
                        () -> {
                            topics.hanging().forEach(topics::rollBack);
                            return topics.hanging().isEmpty();
                        });
    }

    private void awaitQuiet() {
        try {
            await("quiet", QUIET_LIMIT).until(() -> Quiet.stillGoingOn(target).isEmpty());
        } catch (ConditionTimeoutException e) {
            throw new IllegalStateException(
                    "Never quiet: " + String.join(", ", Quiet.stillGoingOn(target)), e);
        }
    }

    private void tryToRepairAll() {
        try {
            repairAll();
        } catch (RuntimeException e) {
            beyondRepair = e;
        }
    }

    /** After a run that failed anything may be down, frozen or cut off. */
    private void repairAll() {
        if (stack == null) {
            target.servers().all().stream().filter(Server::isWithinReach).forEach(Server::thaw);
            return;
        }
        stack.relays().mend();
        for (Server server : stack.servers().all()) {
            if (server.isRunning()) {
                server.kill();
            }
        }
        settleByHand();
    }

    private void settleByHand() {
        stack.wildfly().process().kill();
        for (Role role : List.of(Role.DATABASE, Role.ARTEMIS)) {
            for (Server server : stack.servers().of(role)) {
                if (!server.isRunning()) {
                    server.bringBack();
                }
            }
        }
        await("everything is rolled back by hand", READY_LIMIT)
                .until(
                        () -> {
                            ByHand.rollBackEverything(target);
                            return true;
                        });
        stack.wildfly().loseTransactionLog();
        stack.startWhatIsDown();
        awaitReady();
        awaitCoordinator();
        rollBackWhatHangs();
    }

    /**
     * Right after a start, a transaction that is being settled cannot be told from one that hangs.
     */
    private void awaitCoordinator() {
        try {
            await("Kafka settles what it can", RECOVERY_LIMIT)
                    .until(() -> topics.hanging().isEmpty());
        } catch (ConditionTimeoutException e) {
            // Then it hangs, and is rolled back.
        }
    }

    /** The length of a fault itself, not a wait for something. */
    static void last(Duration length) {
        try {
            TimeUnit.MILLISECONDS.sleep(length.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static ConditionFactory await(String what, Duration limit) {
        return Awaitility.await(what)
                .ignoreExceptions()
                .atMost(limit)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(200));
    }

    @Override
    public void close() {
        queues.close();
        topics.close();
    }
}
