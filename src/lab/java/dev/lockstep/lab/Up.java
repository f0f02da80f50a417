package dev.lockstep.lab;

import static org.awaitility.Awaitility.await;

import dev.lockstep.lab.demo.Demonstration;
import dev.lockstep.lab.stack.Layout;
import dev.lockstep.lab.stack.Network;
import dev.lockstep.lab.stack.Ports;
import dev.lockstep.lab.stack.Stack;
import dev.lockstep.lab.stack.StackProblem;
import dev.lockstep.lab.words.Say;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.logging.LogManager;

/**
 * {@code mvn -Pup}: starts everything, shows it at work and stays until Ctrl-C. With {@code
 * -Ddemo.exit=true} it ends after the demonstration, with exit code 1 if the audit found anything
 * else than theory predicts; with {@code -Ddemo=false} it starts without the demonstration.
 */
public final class Up {
    private Up() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        try (InputStream settings = Up.class.getResourceAsStream("/logging.properties")) {
            LogManager.getLogManager().readConfiguration(settings);
        }
        Say say = new Say();
        try {
            show(say);
        } catch (StackProblem e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }

    private static void show(Say say) throws IOException, InterruptedException {
        Layout layout = Layout.of("stack");
        boolean demo = !"false".equalsIgnoreCase(System.getProperty("demo"));
        try (Stack stack =
                Stack.start(
                        layout,
                        new Ports(Integer.getInteger("lockstep.port.offset", 0)),
                        layout.project().resolve("target/stack.properties"),
                        new Stack.Options(true, demo, Network.DIRECT),
                        say::line)) {
            await().atMost(Duration.ofSeconds(90)).until(stack.wildfly()::isReady);
            say.line("Ready at " + stack.wildfly().httpUrl());
            boolean clean = !demo || new Demonstration(stack, say).run();
            if (Boolean.getBoolean("demo.exit")) {
                say.line("Stopping everything");
                stack.close();
                System.exit(clean ? 0 : 1);
            }
            say.text(whatToTry(stack));
            new CountDownLatch(1).await();
        }
    }

    private static String whatToTry(Stack stack) {
        String root = stack.wildfly().httpUrl();
        return """
                 It stays up at %1$s until Ctrl-C; whatever is killed is started again.
                 Addresses, passwords and process ids: target/stack.properties. Logs: target/stack/logs.

                 curl -u publisher:%2$s -H 'Content-Type: application/json' -d '{"id":"hello-1","recipient":"ann","title":"Hello","body":"World"}' %1$s/api/xa/push-events
                 curl -u operator:%3$s -X POST '%1$s/api/xa/dead-letters/drain?max=1000&batch=100'"""
                .formatted(root, stack.secrets().publisher(), stack.secrets().operator())
                .indent(2)
                .stripTrailing();
    }
}
