package dev.lockstep.lab.indoubt;

import static java.util.stream.Collectors.toCollection;

import dev.lockstep.lab.stack.BrokerConsole;
import dev.lockstep.lab.stack.Target;
import jakarta.json.JsonValue;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Artemis', as its management console shows and settles them: heuristically, and Artemis remembers
 * that until somebody forgets it.
 */
public final class ArtemisBranches implements Branches {
    private static final Pattern BASE64 = Pattern.compile("base64: (\\S+)");

    private final BrokerConsole console;

    public ArtemisBranches(Target target) {
        this.console = target.brokerConsole();
    }

    @Override
    public Set<String> prepared() {
        return console.preparedTransactions().stream()
                .map(ArtemisBranches::name)
                .collect(toCollection(LinkedHashSet::new));
    }

    @Override
    public boolean commit(String branch) {
        return settle("commitPreparedTransaction(java.lang.String)", branch);
    }

    @Override
    public boolean rollBack(String branch) {
        return settle("rollbackPreparedTransaction(java.lang.String)", branch);
    }

    private boolean settle(String operation, String branch) {
        return console.executeOnBroker(operation, branch) == JsonValue.TRUE;
    }

    private static String name(String line) {
        Matcher branch = BASE64.matcher(line);
        if (!branch.find()) {
            throw new IllegalStateException("The broker names no branch in: " + line);
        }
        return branch.group(1);
    }
}
