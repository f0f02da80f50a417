package dev.lockstep.lab.stack;

import static dev.lockstep.lab.stack.Direction.ANSWERS;
import static dev.lockstep.lab.stack.Direction.BOTH;
import static dev.lockstep.lab.stack.Direction.REQUESTS;
import static dev.lockstep.lab.stack.Ends.hearsNothing;
import static dev.lockstep.lab.stack.Ends.hearsTheEnd;
import static dev.lockstep.lab.stack.Ends.receive;
import static dev.lockstep.lab.stack.Ends.send;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.Socket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a relay does to those who talk through it. */
class RelayTest {
    /** Bytes; more than the kernel holds for two sockets. */
    private static final int MUCH = 40_000_000;

    private Ends ends;
    private Relay relay;
    private Socket client;
    private Socket server;

    @BeforeEach
    void connect() throws IOException {
        ends = new Ends();
        relay = ends.relay;
        client = ends.connect();
        server = ends.accept();
    }

    @AfterEach
    void close() throws IOException {
        client.close();
        server.close();
        ends.close();
    }

    @Test
    void carriesBothDirections() throws IOException {
        assertTalking();
    }

    @Test
    void carriesTheEndOfOneDirectionAndKeepsTheOther() throws IOException {
        send(client, "last");
        client.shutdownOutput();

        assertThat(receive(server, 4)).isEqualTo("last");
        assertThat(hearsTheEnd(server)).isTrue();
        send(server, "answer");
        assertThat(receive(client, 6)).isEqualTo("answer");
        server.close();
        assertThat(hearsTheEnd(client)).isTrue();
    }

    @Test
    void cutBothWaysHoldsAllAndLosesNothing() throws IOException {
        relay.cut(BOTH);
        send(client, "one ");
        send(server, "uno ");

        assertThat(hearsNothing(server)).isTrue();
        assertThat(hearsNothing(client)).isTrue();
        send(client, "two");
        send(server, "dos");
        relay.mend();
        assertThat(receive(server, 7)).isEqualTo("one two");
        assertThat(receive(client, 7)).isEqualTo("uno dos");
        assertTalking();
    }

    @Test
    void cutOfRequestsLetsAnswersPass() throws IOException {
        relay.cut(REQUESTS);
        send(client, "request");
        send(server, "answer");

        assertThat(receive(client, 6)).isEqualTo("answer");
        assertThat(hearsNothing(server)).isTrue();
        relay.mend();
        assertThat(receive(server, 7)).isEqualTo("request");
        assertTalking();
    }

    @Test
    void cutOfAnswersLetsRequestsPass() throws IOException {
        relay.cut(ANSWERS);
        send(client, "request");
        send(server, "answer");

        assertThat(receive(server, 7)).isEqualTo("request");
        assertThat(hearsNothing(client)).isTrue();
        relay.mend();
        assertThat(receive(client, 6)).isEqualTo("answer");
        assertTalking();
    }

    @Test
    void cutMakesWhoSendsMuchWaitInsteadOfTakingItAll() throws IOException {
        relay.cut(REQUESTS);
        CompletableFuture<Void> sending = CompletableFuture.runAsync(this::sendMuch);

        assertThat(hearsNothing(server)).isTrue();
        assertThat(sending).isNotDone();
        relay.mend();
        assertThat(receive(server, MUCH).equals(much())).isTrue();
        sending.join();
    }

    @ParameterizedTest
    @EnumSource(Direction.class)
    void newConnectionHangsWhileCutAndIsServedAfterwards(Direction direction) throws IOException {
        relay.cut(direction);
        try (Socket late = ends.connect()) {
            send(late, "hello");

            assertThat(ends.isCalled()).isFalse();
            assertThat(hearsNothing(late)).isTrue();
            relay.mend();
            try (Socket called = ends.accept()) {
                assertThat(receive(called, 5)).isEqualTo("hello");
                send(called, "and you");
                assertThat(receive(late, 7)).isEqualTo("and you");
            }
        }
    }

    @Test
    void newConnectionThatGaveUpWhileCutNeverReachesTheServer() throws IOException {
        relay.cut(BOTH);
        try (Socket late = ends.connect()) {
            send(late, "hello");
            awaitHeld(late);
        }
        relay.mend();

        assertThat(ends.isCalled()).isFalse();
        assertTalking();
    }

    @Test
    void endOfOneSideIsHeardOnlyAfterMending() throws IOException {
        relay.cut(REQUESTS);
        client.close();

        // The client's machine answers this with a reset, which is cut as well.
        send(server, "are you there?");
        assertThat(hearsNothing(server)).isTrue();
        relay.mend();
        assertHearsAnEnd(server);
    }

    @Test
    void rejectResetsWhatIsThereAndWhatComesUntilMended() throws IOException {
        relay.reject();

        assertReset(client);
        assertReset(server);
        try (Socket late = ends.connect()) {
            assertReset(late);
        }
        relay.mend();
        assertNewOnesAreServed();
    }

    @Test
    void rejectAlsoResetsWhatIsCut() throws IOException {
        relay.cut(BOTH);
        send(client, "held");
        relay.reject();

        assertReset(client);
        assertReset(server);
        relay.mend();
        assertNewOnesAreServed();
    }

    @ParameterizedTest
    @EnumSource(Direction.class)
    void closeEndsBothSidesEvenIfCut(Direction direction) throws IOException {
        relay.cut(direction);
        send(client, "held");
        send(server, "held");
        relay.close();

        assertReset(client);
        assertReset(server);
        assertThatIOException().isThrownBy(() -> ends.connect().close());
    }

    @Test
    void resetsWhoComesWhileTheServerIsDown() throws IOException {
        ends.stopServer();

        try (Socket late = ends.connect()) {
            assertReset(late);
        }
        assertTalking();
    }

    private static void awaitHeld(Socket connecting) {
        String name = "relay from " + connecting.getLocalPort();
        await("the relay has taken it and waits")
                .until(
                        () ->
                                Thread.getAllStackTraces().keySet().stream()
                                        .filter(thread -> thread.getName().equals(name))
                                        .anyMatch(
                                                thread ->
                                                        thread.getState() == Thread.State.WAITING));
    }

    private void assertTalking() throws IOException {
        send(client, "question");
        assertThat(receive(server, 8)).isEqualTo("question");
        send(server, "answer");
        assertThat(receive(client, 6)).isEqualTo("answer");
    }

    private void assertNewOnesAreServed() throws IOException {
        client = ends.connect();
        server = ends.accept();
        assertTalking();
    }

    /** What was held may come before it. */
    private static void assertReset(Socket end) {
        assertThatIOException().isThrownBy(() -> end.getInputStream().readAllBytes());
    }

    private static void assertHearsAnEnd(Socket end) {
        try {
            assertThat(hearsTheEnd(end)).isTrue();
        } catch (IOException e) {
            // The reset was there before the end.
            assertThat(e).hasMessageContaining("reset");
        }
    }

    private static String much() {
        return "much".repeat(MUCH / 4);
    }

    private void sendMuch() {
        try {
            send(client, much());
        } catch (IOException e) {
            throw new CompletionException(e);
        }
    }
}
