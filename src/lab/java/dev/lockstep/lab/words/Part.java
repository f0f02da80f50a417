package dev.lockstep.lab.words;

/** What the application keeps in step: a way uses some of them. */
public enum Part {
    POSTGRESQL(Victim.DATABASE),
    ARTEMIS(Victim.BROKER),
    KAFKA(Victim.BROKER);

    private final Victim victim;

    Part(Victim victim) {
        this.victim = victim;
    }

    /** Whether it is this one that a fault of the victim hits, under a way that uses it. */
    public boolean isHitAs(Victim wanted) {
        return victim == wanted;
    }
}
