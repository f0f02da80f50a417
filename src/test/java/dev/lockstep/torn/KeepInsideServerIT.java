package dev.lockstep.torn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lockstep.part.database.Database;
import dev.lockstep.push.PushEvent;
import dev.lockstep.support.Deployments;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * {@link TornEvents} where it lives, inside the server. Timeline of every test: a torn event is
 * kept, again and again as a scan would, and the table and the log are asked what they have of it.
 */
@ExtendWith(ArquillianExtension.class)
class KeepInsideServerIT {
    private static final Duration LIMIT = Duration.ofSeconds(15);

    private final String id = UUID.randomUUID().toString();
    private final Instant since = Instant.now().truncatedTo(ChronoUnit.MICROS);
    private final Logger log = Logger.getLogger(TornEvents.class.getName());
    private final Lines lines = new Lines();

    @Inject private TornEvents torn;
    @Inject private Database database;

    @Deployment
    static WebArchive war() {
        return Deployments.warWith(KeepInsideServerIT.class, Lines.class);
    }

    /** What is logged meanwhile. */
    static final class Lines extends Handler {
        private final List<String> said = new CopyOnWriteArrayList<>();

        List<String> said() {
            return said;
        }

        @Override
        public void publish(LogRecord line) {
            // The server's own records are in the style of printf.
            said.add(line.getLevel() + " " + line.getMessage().formatted(line.getParameters()));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }

    /** Where this is the first test of a run, the schema is just being made. */
    @BeforeEach
    void awaitTheSchema() {
        await("the schema is there")
                .atMost(LIMIT)
                .ignoreExceptions()
                .until(() -> torn.open(id).isEmpty());
        log.addHandler(lines);
    }

    @AfterEach
    void takeTheEntriesOut() throws SQLException {
        log.removeHandler(lines);
        try (Connection connection = database.connect();
                PreparedStatement delete =
                        connection.prepareStatement("DELETE FROM torn_event WHERE event_id = ?")) {
            delete.setString(1, id);
            delete.executeUpdate();
        }
    }

    @Test
    void whatIsFoundTornAtEveryScanIsKeptAndNamedOnce() {
        torn.keep(torn(Scenario.PUBLISH, Half.ROW_ONLY, "settled by hand"));
        torn.keep(torn(Scenario.PUBLISH, Half.NEITHER, "found again"));

        TornEvent kept = torn.open(id).orElseThrow();
        assertThat(kept.half()).isEqualTo(Half.ROW_ONLY);
        assertThat(kept.cause()).isEqualTo("settled by hand");
        assertThat(kept.since()).isEqualTo(since);
        assertThat(kept.strategy()).isEqualTo("test");
        assertThat(kept.content().sameContentAs(content())).isTrue();
        assertThat(torn.allOpen()).extracting(TornEvent::id).containsOnlyOnce(id);
        assertThat(lines.said()).hasSize(1);
        assertThat(lines.said().get(0))
                .startsWith("WARN")
                .contains(id, "publish", "its row exists alone", "settled by hand")
                .doesNotContain("ann@example.org", "Title", "Body");
    }

    @Test
    void eachScenarioHasAnEntryOfItsOwn() {
        torn.keep(torn(Scenario.PUBLISH, Half.ROW_ONLY, "settled by hand"));
        torn.keep(torn(Scenario.DRAIN, Half.BOTH, "settled by hand"));

        assertThat(torn.allOpen())
                .filteredOn(event -> event.id().equals(id))
                .extracting(TornEvent::scenario)
                .containsExactlyInAnyOrder(Scenario.PUBLISH, Scenario.DRAIN);
    }

    /** A cause that is too long must not keep an event from being named. */
    @Test
    void aLongCauseIsCut() {
        torn.keep(torn(Scenario.DRAIN, Half.NEITHER, "x".repeat(5_000)));

        assertThat(torn.open(id).orElseThrow().cause()).isEqualTo("x".repeat(1_024));
    }

    private TornEvent torn(Scenario scenario, Half half, String cause) {
        return new TornEvent(scenario, "test", content(), half, cause, since);
    }

    private PushEvent content() {
        return new PushEvent(id, "ann@example.org", "Title", "Body");
    }
}
