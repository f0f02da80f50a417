package dev.lockstep.lab.campaign;

import static org.awaitility.Awaitility.await;

import dev.lockstep.lab.indoubt.InDoubt;
import dev.lockstep.lab.run.Bench;
import dev.lockstep.lab.stack.ExternalTarget;
import dev.lockstep.lab.stack.Layout;
import dev.lockstep.lab.stack.Network;
import dev.lockstep.lab.stack.Ports;
import dev.lockstep.lab.stack.Stack;
import dev.lockstep.lab.stack.StackProblem;
import dev.lockstep.lab.stack.Target;
import dev.lockstep.lab.words.Say;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.logging.LogManager;

/**
 * {@code mvn -Plab}: a campaign of faults against a stack that it starts, or against a system that
 * somebody else has started, and a report.
 */
public final class Lab {
    private static final String PREFIX = "lab.";

    private Lab() {}

    public static void main(String[] arguments) throws IOException {
        try (InputStream settings = Lab.class.getResourceAsStream("/logging.properties")) {
            LogManager.getLogManager().readConfiguration(settings);
        }
        if (System.getProperty("lab.help") != null) {
            System.out.println(Options.HELP);
            return;
        }
        Say say = new Say();
        boolean fine = false;
        try {
            Options options = Options.of(properties());
            fine =
                    options.target().isPresent()
                            ? against(
                                    ExternalTarget.of(Path.of(options.target().get())),
                                    options,
                                    say)
                            : againstAStackOfItsOwn(options, say);
        } catch (StackProblem e) {
            System.err.println(e.getMessage());
        }
        System.exit(fine ? 0 : 1);
    }

    /** Those of the lab's options that are given. What the build tells of versions is none. */
    private static Map<String, String> properties() {
        Map<String, String> given = new TreeMap<>();
        for (String name : System.getProperties().stringPropertyNames()) {
            if (name.startsWith(PREFIX) && !name.startsWith(Versions.PREFIX)) {
                given.put(name.substring(PREFIX.length()), System.getProperty(name));
            }
        }
        return given;
    }

    private static boolean againstAStackOfItsOwn(Options options, Say say) throws IOException {
        Layout layout = Layout.of("lab");
        try (Stack stack =
                Stack.start(
                        layout,
                        new Ports(Integer.getInteger("lockstep.port.offset", 0)),
                        layout.project().resolve("target/lab-stack.properties"),
                        new Stack.Options(true, true, Network.THROUGH_RELAYS),
                        say::line)) {
            await().atMost(Duration.ofSeconds(90)).until(stack::isReady);
            try (Bench bench = Bench.of(stack)) {
                return run(Plans.of(options), bench, options, say);
            }
        }
    }

    private static boolean against(ExternalTarget target, Options options, Say say)
            throws IOException {
        say.line(
                "All push events and messages of %s are deleted before each run."
                        .formatted(target.access().http()));
        if (target.access().transactionLog().isEmpty()) {
            say.line(
                    "The transaction log is out of sight: who is in doubt, the database and the broker tell.");
        }
        try (Bench bench = Bench.of(target)) {
            return run(Plans.ofRandomMoments(options, target), bench, options, say);
        }
    }

    /** Whether every run succeeded as a run; what they found is for the report. */
    private static boolean run(Plan plan, Bench bench, Options options, Say say)
            throws IOException {
        Path folder =
                Layout.of("lab").project().resolve("docs/results").resolve(options.campaign());
        boolean fine = new Campaign(options.campaign(), folder, say).run(plan, bench);
        return fine & nothingIsLeft(bench.target(), say);
    }

    private static boolean nothingIsLeft(Target target, Say say) {
        InDoubt inDoubt = InDoubt.of(target);
        if (!inDoubt.isEmpty()) {
            say.line("Something is still in doubt: " + inDoubt);
        }
        return inDoubt.isEmpty();
    }
}
