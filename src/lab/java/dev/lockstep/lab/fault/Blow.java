package dev.lockstep.lab.fault;

import dev.lockstep.lab.words.Fault;
import dev.lockstep.lab.words.Victim;
import java.time.Duration;

/**
 * A fault that can be dealt to one victim, and its repair by whoever keeps such things running:
 * what was killed is started again, what stood goes on, what was cut is joined.
 */
public final class Blow {
    private static final Runnable NOTHING = () -> {};

    private final Victim victim;
    private final Fault fault;
    private final Duration length;
    private final Runnable strike;
    private final Runnable mend;
    private Runnable prepare = NOTHING;
    private Runnable restore = NOTHING;
    private boolean killsServer;
    private boolean letsThreadsGo = true;

    private Blow(Aim aim, Duration length, Runnable strike, Runnable mend) {
        this.victim = aim.victim();
        this.fault = aim.fault();
        this.length = length;
        this.strike = strike;
        this.mend = mend;
    }

    /**
     * One that needs nothing before and leaves nothing behind.
     *
     * @param length how long somebody needs to notice and to repair it
     */
    static Blow of(Aim aim, Duration length, Runnable strike, Runnable mend) {
        return new Blow(aim, length, strike, mend);
    }

    /** The same, after which the server is dead, and every rule of the fault agent with it. */
    Blow killingTheServer() {
        killsServer = true;
        return this;
    }

    /** The same, during which threads that stand at a step stay there. */
    Blow holdingThreads() {
        letsThreadsGo = false;
        return this;
    }

    /**
     * The same, in a system that is not the usual one.
     *
     * @param before makes it so, before anybody calls
     * @param after makes it the usual one again, after all is audited or the run has failed
     */
    Blow within(Runnable before, Runnable after) {
        prepare = before;
        restore = after;
        return this;
    }

    /** Makes the system what the fault needs. */
    public void prepare() {
        prepare.run();
    }

    /** Deals it. */
    public void strike() {
        strike.run();
    }

    /** How long somebody needs to notice and to repair it. */
    public Duration length() {
        return length;
    }

    /** Repairs it. */
    public void mend() {
        mend.run();
    }

    /** Makes the system the usual one again. */
    public void restore() {
        restore.run();
    }

    /** Whether the server is dead, and every rule of the fault agent with it. */
    public boolean killsServer() {
        return killsServer;
    }

    /** Whether threads that stand at a step go on before the repair, and into the fault. */
    public boolean letsThreadsGo() {
        return letsThreadsGo;
    }

    @Override
    public String toString() {
        return "%s of the %s".formatted(fault.word(), victim.word());
    }
}
