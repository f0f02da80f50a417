package dev.lockstep.lab.way;

import static dev.lockstep.lab.words.Anomaly.LOST;
import static dev.lockstep.lab.words.Anomaly.ORPHAN;
import static dev.lockstep.lab.words.Anomaly.PHANTOM;
import static dev.lockstep.lab.words.Anomaly.PREMATURE;
import static dev.lockstep.lab.words.Anomaly.STUCK;
import static dev.lockstep.lab.words.Anomaly.TORN;
import static dev.lockstep.lab.words.Anomaly.UNDEAD;
import static dev.lockstep.lab.words.Scenario.PUBLISH;

import dev.lockstep.lab.words.Anomaly;
import dev.lockstep.lab.words.Fault;
import dev.lockstep.lab.words.Nature;
import dev.lockstep.lab.words.Part;
import dev.lockstep.lab.words.Scenario;
import dev.lockstep.lab.words.Victim;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** One global transaction by two-phase commit. Killed at any of its steps it leaves nothing. */
public final class Xa implements Way {
    public static final String NAME = "xa";

    private static final Code PUBLISHING =
            Code.entry("dev.lockstep.strategy.xa.XaPublish", "saveAndSend");
    private static final Code DRAINING =
            Code.entry("dev.lockstep.strategy.xa.XaDrain", "takeAndSave");

    /** From the last vote on, until both have committed. */
    private static final Set<String> BOTH_HAVE_VOTED =
            Set.of(
                    CommitStep.PREPARED_NOT_DECIDED.words(),
                    CommitStep.DECIDED_NOT_COMMITTED.words(),
                    CommitStep.BETWEEN_COMMITS.words());

    /**
     * The steps inside the commit of a global transaction, in protocol order. Each is found in the
     * classes of the transaction manager that runs in the server, Narayana 7.3.
     */
    public enum CommitStep {
        /** Both sides have done their work, nobody has been asked to prepare. */
        BEFORE_PREPARE(Code.entry(Narayana.XA_RECORD, "topLevelPrepare"), 0),
        /** The first enlisted has prepared, the second has not been asked. */
        BETWEEN_PREPARES(Code.entry(Narayana.XA_RECORD, "topLevelPrepare"), 1),
        /** Both have prepared; the decision is not in the log, so it is still to roll back. */
        PREPARED_NOT_DECIDED(Code.call(Narayana.ACTION, "prepare(boolean)", "write_committed"), 0),
        /** The decision to commit is in the log; nobody has been told. */
        DECIDED_NOT_COMMITTED(Code.entry(Narayana.ACTION, "phase2Commit(boolean)"), 0),
        /** The first enlisted has committed, the second has not been told. */
        BETWEEN_COMMITS(Code.entry(Narayana.XA_RECORD, "topLevelCommit"), 1),
        /** Both have committed; the log still says that they have to. */
        COMMITTED_NOT_FORGOTTEN(Code.call(Narayana.ACTION, "updateState", "remove_committed"), 0);

        private final Code stops;
        private final int passesBefore;

        CommitStep(Code stops, int passesBefore) {
            this.stops = stops;
            this.passesBefore = passesBefore;
        }

        /** The step in one of the scenarios. */
        public Step in(Scenario scenario) {
            Code begins = scenario == PUBLISH ? PUBLISHING : DRAINING;
            return new Step(NAME, scenario, words(), Set.of(), begins, stops, passesBefore);
        }

        private String words() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }

    private static final class Narayana {
        static final String XA_RECORD =
                "com.arjuna.ats.internal.jta.resources.arjunacore.XAResourceRecord";
        static final String ACTION = "com.arjuna.ats.arjuna.coordinator.BasicAction";
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public int place() {
        return 1;
    }

    @Override
    public Set<Part> parts() {
        return Set.of(Part.POSTGRESQL, Part.ARTEMIS);
    }

    @Override
    public List<Step> steps() {
        return Stream.of(Scenario.values())
                .flatMap(
                        scenario ->
                                Arrays.stream(CommitStep.values()).map(step -> step.in(scenario)))
                .toList();
    }

    @Override
    public WorstStep worst(Scenario scenario) {
        return new WorstStep(
                CommitStep.DECIDED_NOT_COMMITTED.in(scenario), "prepared, decided | commits");
    }

    @Override
    public Set<Anomaly> possible(Scenario scenario, Victim victim, Fault fault) {
        Set<Anomaly> possible = EnumSet.noneOf(Anomaly.class);
        if (scenario == PUBLISH && (victim == Victim.DATABASE || fault == Fault.CUT)) {
            // While the database is away, recovery settles the branch of Artemis alone.
            possible.add(PREMATURE);
        }
        if (fault.is(Nature.BRANCH)) {
            // What one side lost is found by comparing both, and is kept until it is mended.
            possible.add(TORN);
            if (scenario == PUBLISH) {
                // A message that somebody commits is received while its row is still prepared.
                possible.add(PREMATURE);
            }
        }
        if (fault.isMistake()) {
            // Recovery rolls back what it finds no decision for, whoever has decided it.
            possible.addAll(
                    scenario == PUBLISH
                            ? Set.of(LOST, ORPHAN, PHANTOM, UNDEAD, PREMATURE, STUCK)
                            : Set.of(LOST, STUCK));
        }
        return possible;
    }

    /**
     * One branch has committed, and recovery takes the other for one that was never decided. A
     * publish commits its row first, a drain its removal.
     */
    @Override
    public Set<Anomaly> certain(Step step, Victim victim, Fault fault) {
        if (!fault.isMistake() || !step.name().equals(CommitStep.BETWEEN_COMMITS.words())) {
            return Set.of();
        }
        return step.scenario() == PUBLISH ? Set.of(ORPHAN) : Set.of(LOST);
    }

    /** Only two-phase commit has a log to lose and a node's name to share. */
    @Override
    public boolean isAsked(Step step, Victim victim, Fault fault) {
        return fault.isMistake() || fault.is(Nature.BRANCH)
                ? BOTH_HAVE_VOTED.contains(step.name())
                : Way.super.isAsked(step, victim, fault);
    }

    /** Between the commits, the side that commits first has no branch any more. */
    @Override
    public Optional<String> exemption(Step step, Victim victim, Fault fault) {
        Victim first = step.scenario() == PUBLISH ? Victim.DATABASE : Victim.BROKER;
        return fault.is(Nature.BRANCH)
                        && step.name().equals(CommitStep.BETWEEN_COMMITS.words())
                        && victim == first
                ? Optional.of("the branch of the %s is committed there".formatted(victim.word()))
                : Optional.empty();
    }

    @Override
    public boolean isSoaked() {
        return true;
    }
}
