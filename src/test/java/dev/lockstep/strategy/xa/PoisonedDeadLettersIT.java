package dev.lockstep.strategy.xa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lockstep.lab.audit.Sides;
import dev.lockstep.lab.client.Api;
import dev.lockstep.lab.client.Queues;
import dev.lockstep.support.Lockstep;
import dev.lockstep.support.OnTheStack;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.Message;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Messages that are no push event, among good ones. No poison stops what lies behind it, and none
 * is lost: it goes to {@code push.events.invalid} as it was, with the reason, while the good ones
 * are saved and every message taken counts as settled.
 */
@OnTheStack
class PoisonedDeadLettersIT {
    private static final Duration DELIVERY_LIMIT = Duration.ofSeconds(30);

    @RegisterExtension private final Lockstep lockstep = new Lockstep();

    @ParameterizedTest(name = "every kind of poison is set aside whole, by {0} in a transaction")
    @ValueSource(ints = {1, 7, 1_000})
    void everyKindOfPoisonIsSetAsideWhole(int batch) throws IOException {
        Map<String, Whole> sent = new TreeMap<>();
        List<String> good = new ArrayList<>();
        lockstep.queues()
                .deadLetters(
                        context -> {
                            List<Message> letters = poisons(context, sent);
                            for (int i = letters.size(); i >= 0; i--) {
                                String id = "good-" + i;
                                good.add(id);
                                letters.add(i, context.createTextMessage(goodEvent(id, i)));
                            }
                            return letters;
                        });

        Api.Answer answer = lockstep.operator().drain(1_000, batch);

        assertSettled(answer, sent.size() + good.size());
        assertThat(setAside()).isEqualTo(sent);
        Sides sides = lockstep.sides();
        assertThat(sides.rows()).containsExactlyInAnyOrderElementsOf(good);
        assertThat(sides.deadLetters()).isEmpty();
        assertThat(sides.deliveries()).isEmpty();
        assertThat(sides.early()).isEmpty();
        assertThat(sides.waiting()).isEmpty();
    }

    @Test
    void poisonAmongPublishedEventsIsSetAsideByTheDelivery() throws IOException {
        Map<String, Whole> sent = new TreeMap<>();
        lockstep.queues().send(Queues.EVENTS, context -> poisons(context, sent));
        lockstep.publisher().publish(Api.event("good"));

        await("all poison is set aside")
                .atMost(DELIVERY_LIMIT)
                .until(
                        () ->
                                lockstep.stack().artemis().console().messageCount(Queues.INVALID)
                                        == sent.size());
        lockstep.awaitDelivered();

        assertThat(setAside()).isEqualTo(sent);
        Sides sides = lockstep.sides();
        assertThat(sides.rows()).containsExactly("good");
        assertThat(sides.deliveries()).containsExactly("good");
        assertThat(sides.early()).isEmpty();
        assertThat(sides.deadLetters()).isEmpty();
    }

    /** The broker refuses a duplicate id; a message that an operator moved back keeps none. */
    @Test
    void whatIsMovedBackIsSetAsideAgain() throws IOException {
        lockstep.queues()
                .deadLetters(
                        context -> {
                            Message letter = Poison.NO_JSON.in(context);
                            setProperty(letter, "_AMQ_DUPL_ID", "once");
                            return List.of(letter);
                        });
        assertSettled(lockstep.operator().drain(10, 10), 1);
        lockstep.stack()
                .artemis()
                .console()
                .executeOnQueue(
                        Queues.INVALID,
                        "moveMessages(java.lang.String,java.lang.String)",
                        "",
                        Queues.DEAD_LETTERS);

        Api.Answer answer = lockstep.operator().drain(10, 10);

        assertSettled(answer, 1);
        assertThat(setAside()).containsOnlyKeys(Poison.NO_JSON.name());
    }

    private static List<Message> poisons(JMSContext context, Map<String, Whole> sent) {
        List<Message> letters = new ArrayList<>();
        for (Poison poison : Poison.values()) {
            Message letter = poison.in(context);
            sent.put(poison.name(), look(letter));
            letters.add(letter);
        }
        return letters;
    }

    /** Some of the good ones are as long as they may be, which makes a large message of them. */
    private static String goodEvent(String id, int number) {
        return number % 10 == 0 ? Poison.padded(Api.event(id), 65_536) : Api.event(id);
    }

    /** Each message in {@code push.events.invalid}, by its poison; each must have its reason. */
    private Map<String, Whole> setAside() {
        Map<String, Whole> setAside = new TreeMap<>();
        List<String> poisons =
                lockstep.queues()
                        .browse(
                                Queues.INVALID,
                                message -> {
                                    String poison = message.getStringProperty(Poison.NAME);
                                    assertThat(message.getStringProperty("reason"))
                                            .as(poison)
                                            .isNotBlank()
                                            .hasSizeLessThan(500)
                                            .doesNotContain("Exception");
                                    setAside.put(poison, Whole.of(message));
                                    return poison;
                                });
        assertThat(poisons).doesNotHaveDuplicates();
        return setAside;
    }

    private static void assertSettled(Api.Answer answer, int settled) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.json().getInt("settled")).isEqualTo(settled);
        assertThat(answer.json().getInt("remaining")).isZero();
    }

    private static Whole look(Message message) {
        try {
            return Whole.of(message);
        } catch (JMSException e) {
            throw new JMSRuntimeException(e.getMessage(), e.getErrorCode(), e);
        }
    }

    private static void setProperty(Message message, String name, String value) {
        try {
            message.setStringProperty(name, value);
        } catch (JMSException e) {
            throw new JMSRuntimeException(e.getMessage(), e.getErrorCode(), e);
        }
    }
}
