package dev.lockstep.lab.words;

import java.util.Locale;
import java.util.Set;

/**
 * What is done to a victim. Each says what it is done to and whom it can hit; how it is dealt and
 * healed says one class of {@code fault}, and what theory allows then, each way.
 *
 * <p>The order is the order of columns. Seeds depend on it: a new one comes last.
 */
public enum Fault {
    /** kill -9, and a start again as an orchestrator would. */
    KILL(Nature.PROCESS, Victim.SERVER, Victim.DATABASE, Victim.BROKER),
    /** Stopped where it stands, longer than whoever waits for it waits, and let go. */
    PAUSE(Nature.PROCESS, Victim.SERVER, Victim.DATABASE, Victim.BROKER),
    /**
     * Its network is cut in both directions, longer than whoever waits for it waits. The server is
     * cut off from all parts at once: so what it does not hear says nothing more.
     */
    CUT(Nature.LINK, Victim.SERVER, Victim.DATABASE, Victim.BROKER),
    /** What it is asked does not reach it; what it answered before does. */
    CUT_REQUESTS(Nature.LINK, Victim.DATABASE, Victim.BROKER),
    /** It does what it is asked, and its answers do not arrive. */
    CUT_ANSWERS(Nature.LINK, Victim.DATABASE, Victim.BROKER),
    /** kill -9, and a start again without its transaction log: a container without a volume. */
    LOG_DELETED(Nature.LOG, Victim.SERVER),
    /** Another server is started that claims to be the same node. */
    TWIN(Nature.NODE, Victim.SERVER),
    /** What is sent to it and by it is lost for good, and nobody can connect. */
    BLACK_HOLE(Nature.LINK, Victim.DATABASE, Victim.BROKER),
    /** It does what it is asked, and its answers are lost for good. */
    ANSWERS_LOST(Nature.LINK, Victim.DATABASE, Victim.BROKER),
    /** It ends all sessions, and refuses writes to those that are made meanwhile. */
    READ_ONLY(Nature.MODE, Victim.DATABASE),
    /** Its clock jumps ten minutes forth under load, and back again. */
    CLOCK_FORTH(Nature.CLOCK, Victim.SERVER),
    /** Its clock jumps ten minutes back under load, and forth again. */
    CLOCK_BACK(Nature.CLOCK, Victim.SERVER),
    /** Its clock is set ten minutes forth before anybody calls, and stays so. */
    CLOCK_FORTH_AT_REST(Nature.CLOCK, Victim.SERVER),
    /** Its clock is set ten minutes back before anybody calls, and stays so. */
    CLOCK_BACK_AT_REST(Nature.CLOCK, Victim.SERVER),
    /** Somebody commits the victim's prepared branches while the coordinator stands at the step. */
    COMMIT_BY_HAND(Nature.BRANCH, Victim.DATABASE, Victim.BROKER),
    /** Somebody rolls them back meanwhile. */
    ROLLBACK_BY_HAND(Nature.BRANCH, Victim.DATABASE, Victim.BROKER),
    /** The server is killed; somebody commits the victim's branches, and then it starts again. */
    KILL_COMMIT_BY_HAND(Nature.BRANCH, Victim.DATABASE, Victim.BROKER),
    /** The server is killed; somebody rolls them back, and then it starts again. */
    KILL_ROLLBACK_BY_HAND(Nature.BRANCH, Victim.DATABASE, Victim.BROKER);

    private final Nature nature;
    private final Set<Victim> victims;

    Fault(Nature nature, Victim... victims) {
        this.nature = nature;
        this.victims = Set.of(victims);
    }

    public Nature nature() {
        return nature;
    }

    public boolean is(Nature wanted) {
        return nature == wanted;
    }

    /** Whether it says something about the victim that another does not. */
    public boolean hits(Victim victim) {
        return victims.contains(victim);
    }

    /** Whether what it leaves in doubt may take a person, without the system having failed. */
    public boolean mayNeedAPerson() {
        return isMistake() || nature == Nature.BRANCH;
    }

    /** Whether it is a mistake of operations, at which two-phase commit itself ends. */
    public boolean isMistake() {
        return nature == Nature.LOG || nature == Nature.NODE;
    }

    /** Whether it can come at any moment, again and again, as in a soak. */
    public boolean comesAtRandom() {
        return nature == Nature.PROCESS || nature == Nature.LINK;
    }

    /** As options and results name it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
