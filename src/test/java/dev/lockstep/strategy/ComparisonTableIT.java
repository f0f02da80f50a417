package dev.lockstep.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.support.Lockstep;
import dev.lockstep.support.OnTheStack;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The comparison in README.md says what the application itself says. Where they differ, the right
 * table stands in the failure's message.
 */
@OnTheStack
class ComparisonTableIT {
    private static final String HEAD =
            """
            | strategy | broker | both or neither | delivered | message before its row | locked | the consumer must |
            | --- | --- | --- | --- | --- | --- | --- |
            """;

    @RegisterExtension private final Lockstep lockstep = new Lockstep();

    @Test
    void readmeComparesAsTheApplicationDoes() throws IOException {
        List<JsonObject> strategies =
                lockstep.operator().strategies().getValuesAs(JsonObject.class);
        assertThat(strategies).hasSizeGreaterThan(1);
        String table =
                strategies.stream()
                        .map(ComparisonTableIT::row)
                        .collect(Collectors.joining("\n", HEAD, "\n"));

        String readme = Files.readString(lockstep.stack().layout().project().resolve("README.md"));

        assertThat(readme).as("README.md, which should contain%n%s", table).contains(table);
    }

    private static String row(JsonObject strategy) {
        return "| `%s` | %s | %s | %s | %s | %s | %s |"
                .formatted(
                        strategy.getString("name"),
                        strategy.getString("broker"),
                        strategy.getBoolean("atomic") ? "yes" : "no",
                        strategy.getString("delivered"),
                        strategy.getString("messageBeforeRow"),
                        strategy.getString("locked"),
                        strategy.getString("consumerMust"));
    }
}
