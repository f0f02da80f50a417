package dev.lockstep.lab.run;

import static dev.lockstep.lab.run.Waits.READY_LIMIT;
import static dev.lockstep.lab.run.Waits.RECOVERY_LIMIT;
import static dev.lockstep.lab.run.Waits.await;

import dev.lockstep.lab.client.Topics;
import dev.lockstep.lab.indoubt.ByHand;
import dev.lockstep.lab.stack.Role;
import dev.lockstep.lab.stack.Server;
import dev.lockstep.lab.stack.Stack;
import dev.lockstep.lab.stack.Target;
import java.util.List;
import org.awaitility.core.ConditionTimeoutException;

/** What a person does where the system does not come to rest by itself. */
final class Repair {
    private final Bench bench;
    private final Target target;
    private final Topics topics;

    Repair(Bench bench) {
        this.bench = bench;
        this.target = bench.target();
        this.topics = bench.topics();
    }

    /** After a run that failed anything may be down, frozen or cut off. */
    void all() {
        if (bench.ownStack().isEmpty()) {
            target.servers().all().stream().filter(Server::isWithinReach).forEach(Server::thaw);
            return;
        }
        Stack stack = bench.stack();
        stack.relays().mend();
        for (Server server : stack.servers().all()) {
            if (server.isRunning()) {
                server.kill();
            }
        }
        settleByHand();
    }

    /** Rolls back whatever is in doubt, with the server down and its transaction log given up. */
    void settleByHand() {
        Stack stack = bench.stack();
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
        bench.awaitReady();
        awaitKafka();
        rollBackWhatHangs();
    }

    /** Asked again after each: Kafka may just be settling what looked like hanging. */
    void rollBackWhatHangs() {
        await("nothing hangs in Kafka any more", RECOVERY_LIMIT)
                .until(
                        () -> {
                            topics.hanging().forEach(topics::rollBack);
                            return topics.hanging().isEmpty();
                        });
    }

    /**
     * Right after a start, a transaction that is being settled cannot be told from one that hangs.
     */
    private void awaitKafka() {
        try {
            await("Kafka settles what it can", RECOVERY_LIMIT)
                    .until(() -> topics.hanging().isEmpty());
        } catch (ConditionTimeoutException e) {
            // Then it hangs, and is rolled back.
        }
    }
}
