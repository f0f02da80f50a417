package dev.lockstep.torn;

/**
 * What exists of an event, by a look at both sides. The message of a publish counts as existing
 * once it has been delivered, too. In a drain the message is the letter in the dead-letter queue.
 *
 * <table>
 * <caption>What it means</caption>
 * <tr><th></th><th>publish</th><th>drain</th></tr>
 * <tr><td>{@code ROW_ONLY}</td><td>an orphan</td><td>drained, whole</td></tr>
 * <tr><td>{@code MESSAGE_ONLY}</td><td>a phantom</td><td>not drained, whole</td></tr>
 * <tr><td>{@code NEITHER}</td><td>lost, if it was to exist</td><td>lost</td></tr>
 * <tr><td>{@code BOTH}</td><td>published, whole</td><td>stored, and about to come again</td></tr>
 * </table>
 */
public enum Half {
    ROW_ONLY("its row exists alone"),
    MESSAGE_ONLY("its message exists alone"),
    NEITHER("neither its row nor its message exists"),
    BOTH("both its row and its message exist");

    private final String words;

    Half(String words) {
        this.words = words;
    }

    /** By what a look has seen. */
    public static Half of(boolean row, boolean message) {
        if (row) {
            return message ? BOTH : ROW_ONLY;
        }
        return message ? MESSAGE_ONLY : NEITHER;
    }

    /** For the log. */
    public String words() {
        return words;
    }
}
