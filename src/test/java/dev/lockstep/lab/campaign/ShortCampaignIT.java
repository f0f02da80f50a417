package dev.lockstep.lab.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.lab.demo.Say;
import dev.lockstep.lab.fault.CrashPoint;
import dev.lockstep.lab.fault.CrashPoints;
import dev.lockstep.lab.fault.Fault;
import dev.lockstep.lab.fault.Victim;
import dev.lockstep.lab.report.Result;
import dev.lockstep.lab.report.ResultFile;
import dev.lockstep.support.Lockstep;
import dev.lockstep.support.OnTheStack;
import dev.lockstep.support.ThroughRelays;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A campaign as {@code mvn -Plab} runs it, with one fault for each strategy. */
@OnTheStack
class ShortCampaignIT {
    @RegisterExtension private static final ThroughRelays RELAYS = new ThroughRelays();
    @RegisterExtension private final Lockstep lockstep = new Lockstep();

    private static final Plan ONE_FAULT_EACH =
            new ListedPlan(
                    List.of(
                            run("xa", Victim.DATABASE, Fault.CUT, "between commits"),
                            run(
                                    "dual-write-db-first",
                                    Victim.SERVER,
                                    Fault.KILL,
                                    "DB_FIRST_PUBLISH_BETWEEN_COMMITS",
                                    "DB_FIRST_DRAIN_BETWEEN_COMMITS"),
                            run(
                                    "dual-write-queue-first",
                                    Victim.SERVER,
                                    Fault.KILL,
                                    "QUEUE_FIRST_PUBLISH_BETWEEN_COMMITS",
                                    "QUEUE_FIRST_DRAIN_BETWEEN_COMMITS"),
                            run(
                                    "kafka-tx",
                                    Victim.SERVER,
                                    Fault.KILL,
                                    "KAFKA_TX_PUBLISH_BETWEEN_COMMITS",
                                    "KAFKA_TX_DRAIN_BETWEEN_COMMITS"),
                            run(
                                    "outbox",
                                    Victim.BROKER,
                                    Fault.PAUSE,
                                    "OUTBOX_PUBLISH_SENT_NOT_MARKED",
                                    "OUTBOX_DRAIN_SAVED_NOT_REMOVED"),
                            run(
                                    "saga",
                                    Victim.DATABASE,
                                    Fault.KILL,
                                    "SAGA_PUBLISH_SENT_NOT_DECIDED",
                                    "SAGA_DRAIN_SAVED_NOT_REMOVED")));

    @TempDir private Path folder;

    private static Run run(String strategy, Victim victim, Fault fault, String... points) {
        List<CrashPoint> chosen =
                CrashPoints.all().stream()
                        .filter(point -> point.strategy().equals(strategy))
                        .filter(point -> Arrays.asList(points).contains(point.name()))
                        .toList();
        return new StepRun(chosen, victim, fault, 1);
    }

    @Test
    void findsOfEachStrategyWhatTheoryPredictsAndReportsIt() throws IOException {
        Campaign campaign = new Campaign("short", folder, new Say());
        boolean fine;
        try (Bench bench = Bench.of(lockstep.stack())) {
            fine = campaign.run(ONE_FAULT_EACH, bench);
        }

        List<Result> results = new ResultFile(folder.resolve("results.jsonl")).read().all();
        assertThat(results)
                .hasSize(12)
                .allSatisfy(
                        result ->
                                assertThat(result.verdict())
                                        .as(result + "")
                                        .isEqualTo(Result.AS_PREDICTED))
                .extracting(result -> result.trial().strategy())
                .containsAll(strategiesOfTheApplication());
        assertThat(fine).isTrue();
        assertThat(found(results, "xa", "publish")).isSubsetOf("premature");
        assertThat(found(results, "xa", "drain")).isEmpty();
        assertThat(found(results, "dual-write-db-first", "publish")).contains("orphan");
        assertThat(found(results, "dual-write-queue-first", "publish")).contains("phantom");
        assertThat(found(results, "dual-write-queue-first", "drain")).contains("lost");
        assertThat(found(results, "kafka-tx", "publish")).contains("orphan");
        assertThat(found(results, "outbox", "publish")).isEmpty();
        assertThat(found(results, "saga", "publish")).isEmpty();
        assertThat(Files.readString(folder.resolve("report.md")))
                .contains("dual-write-queue-first");
        assertThat(folder.resolve("report.html")).isNotEmptyFile();
        lockstep.assertNothingInDoubt();
    }

    private List<String> strategiesOfTheApplication() throws IOException {
        return lockstep.operator().strategies().getValuesAs(JsonObject.class).stream()
                .map(strategy -> strategy.getString("name"))
                .toList();
    }

    private static List<String> found(List<Result> results, String strategy, String scenario) {
        return results.stream()
                .filter(result -> result.trial().strategy().equals(strategy))
                .filter(result -> result.trial().scenario().equals(scenario))
                .flatMap(result -> result.found().stream())
                .toList();
    }
}
