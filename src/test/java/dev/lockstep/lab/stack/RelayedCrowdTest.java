package dev.lockstep.lab.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Many who talk through one relay at once, to a server that answers with what it is sent. */
class RelayedCrowdTest {
    private static final int CLIENTS = 50;
    private static final String TEXT = "all work and no play ".repeat(5_000);

    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void endThreads() {
        threads.shutdownNow();
    }

    @Test
    void eachGetsItsOwnAnswerAcrossACut() throws Exception {
        try (Ends ends = new Ends()) {
            threads.submit(() -> echoAll(ends));
            List<Future<String>> before = talk(ends);
            ends.relay.cut(Direction.BOTH);
            List<Future<String>> during = talk(ends);
            ends.relay.mend();

            assertAnswered(before);
            assertAnswered(during);
        }
    }

    private List<Future<String>> talk(Ends ends) {
        List<Future<String>> answers = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            String text = i + TEXT;
            answers.add(threads.submit(() -> ask(ends, text)));
        }
        return answers;
    }

    private String ask(Ends ends, String text) throws IOException, InterruptedException {
        try (Socket client = ends.connect()) {
            Future<?> sent = threads.submit(sending(client, text));
            String answer = Ends.receive(client, text.length());
            sent.get();
            return answer;
        } catch (ExecutionException e) {
            throw new IOException(e);
        }
    }

    private static Callable<Void> sending(Socket client, String text) {
        return () -> {
            Ends.send(client, text);
            return null;
        };
    }

    private Void echoAll(Ends ends) throws IOException {
        while (true) {
            Socket connection = ends.accept();
            threads.submit(() -> echo(connection));
        }
    }

    private static Void echo(Socket connection) throws IOException {
        try (connection) {
            connection.getInputStream().transferTo(connection.getOutputStream());
            return null;
        }
    }

    private static void assertAnswered(List<Future<String>> answers) throws Exception {
        for (int i = 0; i < CLIENTS; i++) {
            assertThat(answers.get(i).get()).isEqualTo(i + TEXT);
        }
    }
}
