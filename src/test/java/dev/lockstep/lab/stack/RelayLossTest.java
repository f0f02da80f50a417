package dev.lockstep.lab.stack;

import static dev.lockstep.lab.stack.Direction.ANSWERS;
import static dev.lockstep.lab.stack.Direction.BOTH;
import static dev.lockstep.lab.stack.Direction.REQUESTS;
import static dev.lockstep.lab.stack.Ends.hearsNothing;
import static dev.lockstep.lab.stack.Ends.receive;
import static dev.lockstep.lab.stack.Ends.send;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a relay does to those who talk through it while it loses what they send. */
class RelayLossTest {
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
    void whatIsLostBothWaysNeverArrivesAndTheConnectionIsResetAtTheRepair() throws IOException {
        relay.lose(BOTH);
        send(client, "request");
        send(server, "answer");

        assertThat(hearsNothing(server)).isTrue();
        assertThat(hearsNothing(client)).isTrue();
        awaitLosses(2);
        relay.mend();
        assertResetWithoutAByte(client);
        assertResetWithoutAByte(server);
    }

    @Test
    void lostRequestsLetAnswersPass() throws IOException {
        relay.lose(REQUESTS);
        send(client, "request");
        assertThat(hearsNothing(server)).isTrue();
        send(server, "answer");

        assertThat(receive(client, 6)).isEqualTo("answer");
        awaitLosses(1);
        relay.mend();
        assertResetWithoutAByte(server);
    }

    @Test
    void lostAnswersLetRequestsPassAlsoAfterTheFirstLoss() throws IOException {
        relay.lose(ANSWERS);
        send(server, "answer");
        assertThat(hearsNothing(client)).isTrue();
        send(client, "request");

        assertThat(receive(server, 7)).isEqualTo("request");
        awaitLosses(1);
        relay.mend();
        assertResetWithoutAByte(client);
    }

    @ParameterizedTest
    @EnumSource(Direction.class)
    void aConnectionThatWasSilentGoesOn(Direction direction) throws IOException {
        relay.lose(direction);
        relay.mend();

        assertTalking();
        assertThat(relay.losses()).isZero();
    }

    @Test
    void whatACutHoldsIsLostWithTheRest() throws IOException {
        relay.cut(BOTH);
        send(client, "held");
        assertThat(hearsNothing(server)).isTrue();
        relay.lose(BOTH);
        awaitLosses(1);
        relay.mend();
        assertResetWithoutAByte(server);
    }

    @ParameterizedTest
    @EnumSource(Direction.class)
    void whoConnectsIsNotAnsweredAndGivesUp(Direction direction) throws IOException {
        relay.lose(direction);
        try (Socket late = new Socket()) {
            assertThatExceptionOfType(SocketTimeoutException.class)
                    .isThrownBy(() -> late.connect(address(), 300));
        }
        relay.mend();

        assertThat(ends.isCalled()).isFalse();
        assertNewOnesAreServed();
    }

    @Test
    void whoIsPatientIsConnectedAfterTheRepair() throws IOException {
        relay.lose(BOTH);
        CompletableFuture<Socket> patient = CompletableFuture.supplyAsync(this::connectAtLast);
        assertThat(ends.isCalled()).isFalse();
        assertThat(patient).isNotDone();

        relay.mend();
        try (Socket late = patient.join();
                Socket called = ends.accept()) {
            send(late, "hello");
            assertThat(receive(called, 5)).isEqualTo("hello");
        }
    }

    @Test
    void theEndOfOneSideIsLostAndHeardOfAtTheRepairOnly() throws IOException {
        relay.lose(BOTH);
        client.close();
        send(server, "are you there?");

        assertThat(hearsNothing(server)).isTrue();
        awaitLosses(2);
        relay.mend();
        assertResetWithoutAByte(server);
    }

    @Test
    void aServerThatDiedIsNotMissedBeforeTheRepair() throws IOException {
        relay.lose(ANSWERS);
        server.setSoLinger(true, 0);
        server.close();
        send(client, "are you there?");

        assertThat(hearsNothing(client)).isTrue();
        awaitLosses(1);
        relay.mend();
        assertResetWithoutAByte(client);
    }

    @Test
    void closeEndsBothSidesAndRefusesWhoComes() throws IOException {
        relay.lose(BOTH);
        send(client, "lost");
        relay.close();

        assertResetWithoutAByte(client);
        assertResetWithoutAByte(server);
        assertThatIOException().isThrownBy(() -> ends.connect().close());
    }

    @Test
    void canLoseAgainAndCountsAnew() throws IOException {
        relay.lose(BOTH);
        send(client, "lost");
        awaitLosses(1);
        relay.mend();
        assertNewOnesAreServed();

        relay.lose(BOTH);
        assertThat(relay.losses()).isZero();
        relay.mend();
        assertTalking();
    }

    private void awaitLosses(int least) {
        await("it is lost").until(() -> relay.losses() >= least);
    }

    private InetSocketAddress address() {
        return new InetSocketAddress(Ports.HOST, relay.port());
    }

    private Socket connectAtLast() {
        try {
            return ends.connect();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
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

    private static void assertResetWithoutAByte(Socket end) {
        assertThatIOException().isThrownBy(() -> end.getInputStream().read());
    }
}
