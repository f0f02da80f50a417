package dev.lockstep.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.awaitility.Awaitility.await;

import dev.lockstep.part.artemis.Queues;
import dev.lockstep.push.PushEvent;
import dev.lockstep.push.PushStore;
import dev.lockstep.support.Deployments;
import jakarta.inject.Inject;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.transaction.Status;
import jakarta.transaction.UserTransaction;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.transaction.xa.XAResource;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * {@link Transactions} where it lives, inside the server, with the server's own transaction
 * manager, database and broker. Timeline of every test: a row is saved and a message sent in one
 * transaction, the transaction is made to end in one way, and the outcome that the caller is told
 * is the one that is found on both sides afterwards.
 *
 * <p>The message goes to the queue of the invalid, because nobody takes it away from there.
 */
@ExtendWith(ArquillianExtension.class)
class TransactionsInsideServerIT {
    private static final Duration LIMIT = Duration.ofSeconds(15);

    private final String id = UUID.randomUUID().toString();

    @Inject private Transactions transactions;
    @Inject private UserTransaction current;
    @Inject private PushStore store;
    @Inject private Queues queues;

    @Deployment
    static WebArchive war() {
        return Deployments.warWith(TransactionsInsideServerIT.class, Witness.class);
    }

    /** Where this is the first test of a run, the schema is just being made. */
    @BeforeEach
    void awaitTheSchema() {
        await("the schema is there")
                .atMost(LIMIT)
                .until(
                        () ->
                                transactions
                                        .run(this::find)
                                        .fold(found -> true, cause -> false, cause -> false));
    }

    @AfterEach
    void takeTheMessagesOut() {
        messages();
    }

    @Test
    void workThatReturnsIsCommittedOnBothSides() {
        Outcome<String> outcome =
                transactions.run(
                        () -> {
                            saveAndSend();
                            return "done";
                        });

        assertThat(outcome).isEqualTo(new Outcome.Committed<>("done"));
        assertThat(isStored()).isTrue();
        assertThat(messages()).containsExactly(id);
    }

    @Test
    void workThatThrowsIsRolledBackOnBothSides() {
        Exception refusal = new Exception("refused");
        Outcome<String> outcome =
                transactions.run(
                        () -> {
                            saveAndSend();
                            throw refusal;
                        });

        assertThat(outcome).isEqualTo(new Outcome.RolledBack<>(refusal));
        assertNeitherSide();
    }

    /** The trap: the work returns as if nothing were wrong. */
    @Test
    void workThatReturnsAfterATransactionMarkedForRollbackIsNotCalledCommitted() {
        Outcome<String> outcome =
                transactions.run(
                        () -> {
                            saveAndSend();
                            current.setRollbackOnly();
                            return "done";
                        });

        assertThat(outcome).isInstanceOf(Outcome.RolledBack.class);
        assertNeitherSide();
    }

    /** The transaction manager gives up on a thread that is still at work. */
    @Test
    void workThatOutlivesItsTransactionIsRolledBackOnBothSides() throws Exception {
        current.setTransactionTimeout(1);
        try {
            Outcome<String> outcome =
                    transactions.run(
                            () -> {
                                saveAndSend();
                                await("the transaction times out")
                                        .pollInSameThread()
                                        .atMost(LIMIT)
                                        .until(() -> current.getStatus() != Status.STATUS_ACTIVE);
                                return "done";
                            });

            assertThat(outcome).isInstanceOf(Outcome.RolledBack.class);
        } finally {
            current.setTransactionTimeout(0);
        }
        assertNeitherSide();
    }

    /** What comes after such an end must not inherit it. */
    @Test
    void theThreadIsFreeForANewTransactionAfterEveryEnd() throws Exception {
        transactions.run(
                () -> {
                    current.setRollbackOnly();
                    return "done";
                });

        assertThat(current.getStatus()).isEqualTo(Status.STATUS_NO_TRANSACTION);
        workThatReturnsIsCommittedOnBothSides();
    }

    /** Both sides have promised by the time the third refuses: both take it back. */
    @Test
    void aThirdPartyThatRefusesToPrepareRollsBackBothSides() {
        Witness witness = new Witness(false);
        Outcome<String> outcome = transactions.run(() -> saveAndSendBefore(witness));

        assertThat(outcome).isInstanceOf(Outcome.RolledBack.class);
        assertThat(witness.asked()).startsWith("prepare").doesNotContain("commit");
        assertNeitherSide();
    }

    @Test
    void aThirdPartySeesBothPhases() {
        Witness witness = new Witness(true);
        Outcome<String> outcome = transactions.run(() -> saveAndSendBefore(witness));

        assertThat(outcome).isInstanceOf(Outcome.Committed.class);
        assertThat(witness.asked()).containsExactly("prepare", "commit");
        assertThat(isStored()).isTrue();
        assertThat(messages()).containsExactly(id);
    }

    private String saveAndSendBefore(XAResource third) throws Exception {
        saveAndSend();
        com.arjuna.ats.jta.TransactionManager.transactionManager()
                .getTransaction()
                .enlistResource(third);
        return "done";
    }

    private void saveAndSend() {
        store.save(new PushEvent(id, "ann@example.org", "Title", "Body").savedBy("test"));
        try (JMSContext queue = queues.open()) {
            queue.createProducer().send(queues.invalid(), id);
        }
    }

    private void assertNeitherSide() {
        assertThat(isStored()).isFalse();
        assertThat(messages()).isEmpty();
    }

    private boolean isStored() {
        return transactions
                .run(this::find)
                .fold(
                        Optional::isPresent,
                        cause -> fail("the look was rolled back", cause),
                        cause -> fail("the look has no known end", cause));
    }

    private Optional<PushEvent> find() {
        return store.find(id);
    }

    /** Takes out what is there, so that each test finds only its own. */
    private List<String> messages() {
        List<String> taken = new ArrayList<>();
        try (JMSContext queue = queues.open();
                JMSConsumer consumer = queue.createConsumer(queues.invalid())) {
            for (String text = consumer.receiveBodyNoWait(String.class);
                    text != null;
                    text = consumer.receiveBodyNoWait(String.class)) {
                taken.add(text);
            }
        }
        return taken;
    }
}
