package dev.lockstep.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.support.Lockstep;
import dev.lockstep.support.OnTheStack;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The comparisons in docs/strategies.md and README.md say what the application itself says. Where
 * they differ, the right table stands in the failure's message.
 */
@OnTheStack
class ComparisonTableIT {
    private static final String HEAD =
            "| strategy | broker | both or neither | delivered | message before its row | locked | the consumer must |";

    @RegisterExtension private final Lockstep lockstep = new Lockstep();

    @Test
    void thePromisesAreThoseOfTheApplication() throws IOException {
        List<String> rows = strategies().stream().map(ComparisonTableIT::row).toList();

        assertThat(document("docs/strategies.md").lines())
                .as("docs/strategies.md, which should have%n%s", String.join("\n", rows))
                .contains(HEAD)
                .containsAll(rows);
    }

    @Test
    void readmeComparesAsTheApplicationDoes() throws IOException {
        String readme = document("README.md");

        for (JsonObject strategy : strategies()) {
            String answers = shortAnswers(strategy);
            assertThat(readme.lines())
                    .as("README.md, which should have a row that begins %s", answers)
                    .anyMatch(line -> line.startsWith(answers));
        }
    }

    private List<JsonObject> strategies() throws IOException {
        List<JsonObject> strategies =
                lockstep.operator().strategies().getValuesAs(JsonObject.class);
        assertThat(strategies).hasSizeGreaterThan(1);
        return strategies;
    }

    private String document(String name) throws IOException {
        return Files.readString(lockstep.stack().layout().project().resolve(name));
    }

    /** The name, the broker, whether it is atomic, and how often a message comes. */
    private static String shortAnswers(JsonObject strategy) {
        return "| `%s` | %s | %s | %s"
                .formatted(
                        strategy.getString("name"),
                        strategy.getString("broker"),
                        strategy.getBoolean("atomic") ? "✓" : "✗",
                        strategy.getString("delivered").replaceFirst("[:;,].*", ""));
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
