package dev.lockstep.torn;

/** What an operator may do about a torn event. */
public enum Verb {
    /** Sends the message of a row that has none. */
    SEND_AGAIN("send-again"),
    /** Stores the row that is missing. If the message of a publish is missing too, sends it. */
    STORE_AGAIN("store-again"),
    /**
     * Removes what should not be there: the half of a publish that exists, or the letter of a drain
     * whose row is stored. Of what exists nowhere, it closes the entry: given up.
     */
    TAKE_BACK("take-back");

    private final String word;

    Verb(String word) {
        this.word = word;
    }

    /** As it stands in the URL, in the log and in the audit. */
    @Override
    public String toString() {
        return word;
    }
}
