package dev.lockstep.circles;

/** Names its case, which names it: that is no circle. */
sealed interface Sealed permits Case {
    static Sealed some() {
        return new Case();
    }
}
