package dev.lockstep.lab.campaign;

import static dev.lockstep.lab.way.Xa.CommitStep.BETWEEN_COMMITS;
import static dev.lockstep.lab.words.Scenario.DRAIN;
import static dev.lockstep.lab.words.Scenario.PUBLISH;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.lab.report.Result;
import dev.lockstep.lab.report.ResultFile;
import dev.lockstep.lab.run.Bench;
import dev.lockstep.lab.run.Run;
import dev.lockstep.lab.run.StepRun;
import dev.lockstep.lab.way.DualWriteDbFirst;
import dev.lockstep.lab.way.DualWriteQueueFirst;
import dev.lockstep.lab.way.KafkaTx;
import dev.lockstep.lab.way.Outbox;
import dev.lockstep.lab.way.Saga;
import dev.lockstep.lab.way.Step;
import dev.lockstep.lab.way.Ways;
import dev.lockstep.lab.way.Xa;
import dev.lockstep.lab.words.Anomaly;
import dev.lockstep.lab.words.Fault;
import dev.lockstep.lab.words.Say;
import dev.lockstep.lab.words.Scenario;
import dev.lockstep.lab.words.Trial;
import dev.lockstep.lab.words.Victim;
import dev.lockstep.support.Lockstep;
import dev.lockstep.support.OnTheStack;
import dev.lockstep.support.ThroughRelays;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A campaign as {@code mvn -Plab} runs it, with one fault for each strategy. */
@OnTheStack
class ShortCampaignIT {
    @RegisterExtension
    private static final ThroughRelays RELAYS = ThroughRelays.fromTheNextStartOn();

    @RegisterExtension private final Lockstep lockstep = new Lockstep();

    /** The server is killed first, and comes back with the relays, which the cut needs. */
    private static final List<Run> FAULTS =
            List.of(
                    run(
                            Victim.SERVER,
                            Fault.KILL,
                            DualWriteDbFirst.PUBLISH_BETWEEN_COMMITS,
                            DualWriteDbFirst.DRAIN_BETWEEN_COMMITS),
                    run(
                            Victim.DATABASE,
                            Fault.CUT,
                            BETWEEN_COMMITS.in(PUBLISH),
                            BETWEEN_COMMITS.in(DRAIN)),
                    run(
                            Victim.SERVER,
                            Fault.KILL,
                            DualWriteQueueFirst.PUBLISH_BETWEEN_COMMITS,
                            DualWriteQueueFirst.DRAIN_BETWEEN_COMMITS),
                    run(
                            Victim.SERVER,
                            Fault.KILL,
                            KafkaTx.PUBLISH_BETWEEN_COMMITS,
                            KafkaTx.DRAIN_BETWEEN_COMMITS),
                    run(
                            Victim.BROKER,
                            Fault.PAUSE,
                            Outbox.PUBLISH_SENT_NOT_MARKED,
                            Outbox.DRAIN_SAVED_NOT_REMOVED),
                    run(
                            Victim.DATABASE,
                            Fault.KILL,
                            Saga.PUBLISH_SENT_NOT_DECIDED,
                            Saga.DRAIN_SAVED_NOT_REMOVED));

    @TempDir private Path folder;

    private static StepRun run(Victim victim, Fault fault, Step... steps) {
        return new StepRun(Ways.of(steps[0].way()), List.of(steps), victim, fault, 1);
    }

    /** Those above and, of every other way, a kill of the server where it hurts most. */
    private static Plan oneFaultEach() {
        Set<String> chosen =
                FAULTS.stream()
                        .flatMap(run -> run.trials().stream())
                        .map(Trial::strategy)
                        .collect(toSet());
        Stream<Run> others =
                Ways.all().stream()
                        .filter(way -> !chosen.contains(way.name()))
                        .map(
                                way ->
                                        run(
                                                Victim.SERVER,
                                                Fault.KILL,
                                                way.worst(PUBLISH).step(),
                                                way.worst(DRAIN).step()));
        return new ListedPlan(Stream.concat(FAULTS.stream(), others).toList());
    }

    @Test
    void findsOfEachStrategyWhatTheoryPredictsAndReportsIt() throws IOException {
        Campaign campaign = new Campaign("short", folder, new Say());
        boolean fine;
        try (Bench bench = Bench.of(lockstep.stack())) {
            fine = campaign.run(oneFaultEach(), bench);
        }

        List<Result> results = new ResultFile(folder.resolve("results.jsonl")).read().all();
        assertThat(results)
                .hasSize(2 * Ways.all().size())
                .allSatisfy(
                        result ->
                                assertThat(result.verdict())
                                        .as(result + "")
                                        .isEqualTo(Result.AS_PREDICTED))
                .extracting(result -> result.trial().strategy())
                .containsAll(strategiesOfTheApplication());
        assertThat(fine).isTrue();
        assertThat(found(results, Xa.NAME, PUBLISH)).isSubsetOf(Anomaly.PREMATURE.kind());
        assertThat(found(results, Xa.NAME, DRAIN)).isEmpty();
        assertThat(found(results, DualWriteDbFirst.NAME, PUBLISH)).contains(Anomaly.ORPHAN.kind());
        assertThat(found(results, DualWriteQueueFirst.NAME, PUBLISH))
                .contains(Anomaly.PHANTOM.kind());
        assertThat(found(results, DualWriteQueueFirst.NAME, DRAIN)).contains(Anomaly.LOST.kind());
        assertThat(found(results, KafkaTx.NAME, PUBLISH)).contains(Anomaly.ORPHAN.kind());
        assertThat(found(results, Outbox.NAME, PUBLISH)).isEmpty();
        assertThat(found(results, Saga.NAME, PUBLISH)).isEmpty();
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

    private static List<String> found(List<Result> results, String strategy, Scenario scenario) {
        return results.stream()
                .filter(result -> result.trial().strategy().equals(strategy))
                .filter(result -> result.trial().scenario().equals(scenario.word()))
                .flatMap(result -> result.found().stream())
                .toList();
    }
}
