package dev.lockstep.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.lab.audit.Sides;
import dev.lockstep.lab.client.Api;
import dev.lockstep.lab.client.Queues;
import dev.lockstep.support.Lockstep;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Sends bad requests to a system that holds one stored event and one dead letter, and asserts what
 * is true of every refusal: a problem in words for the caller, and no row and no message more or
 * less. After the last one of the class it compares every side with what it was.
 */
final class BadRequests implements BeforeAllCallback, AfterAllCallback {
    static final String STORED = "stored";
    static final String WAITING = "waiting";

    private final Lockstep lockstep = new Lockstep();
    private Sides before;
    private Connection database;
    private List<Long> countsBefore;

    @Override
    public void beforeAll(ExtensionContext context) throws IOException, SQLException {
        lockstep.beforeEach(context);
        assertThat(lockstep.publisher().publish(Api.event(STORED)).status()).isEqualTo(201);
        lockstep.awaitDelivered();
        lockstep.queues().deadLetters(List.of(Api.event(WAITING)));
        before = lockstep.sides();
        database = lockstep.stack().connect();
        countsBefore = counts();
    }

    Api publisher() {
        return lockstep.publisher();
    }

    Api operator() {
        return lockstep.operator();
    }

    /** Somebody with any credentials. */
    Api caller(String user, String password) {
        return new Api(lockstep.stack().wildfly().httpUrl(), user, password);
    }

    /** A publish by a publisher, without its body. */
    HttpRequest.Builder publish() {
        return publisher()
                .request("/api/xa/push-events")
                .header("Content-Type", "application/json");
    }

    /** Sends the request and asserts that it is refused with the status. */
    Api.Answer assertRefused(HttpRequest request, int status) throws IOException {
        Api.Answer answer = publisher().send(request);

        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(answer.response().headers().firstValue("Content-Type"))
                .hasValueSatisfying(
                        type ->
                                assertThat(type.split(";")[0])
                                        .isEqualTo("application/problem+json"));
        JsonObject problem = answer.json();
        assertThat(problem.getInt("status")).isEqualTo(status);
        assertThat(problem.getString("title")).isNotBlank();
        assertThat(problem.getString("detail"))
                .endsWith(".")
                .hasSizeLessThan(300)
                .doesNotContainPattern("\\b(\\w+\\.){2,}[A-Z]\\w+")
                .doesNotContainPattern("Exception|Error\\b|RESTEASY|HHH\\d|\\bat \\w+\\.\\w+");
        assertThat(counts()).as("rows, and messages of each queue").isEqualTo(countsBefore);
        return answer;
    }

    private List<Long> counts() {
        return List.of(
                rows(),
                lockstep.messages(Queues.EVENTS),
                lockstep.messages(Queues.DEAD_LETTERS),
                lockstep.messages(Queues.INVALID));
    }

    private long rows() {
        try (Statement statement = database.createStatement();
                ResultSet count = statement.executeQuery("SELECT count(*) FROM push_event")) {
            count.next();
            return count.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void assertNothingChanged() {
        assertThat(lockstep.sides()).isEqualTo(before);
        assertThat(lockstep.queues().browse(Queues.INVALID)).isEmpty();
        assertThat(lockstep.inDoubt().isEmpty()).as("nothing is in doubt").isTrue();
    }

    @Override
    public void afterAll(ExtensionContext context) throws SQLException {
        try {
            assertNothingChanged();
        } finally {
            database.close();
            lockstep.afterEach(context);
        }
    }
}
