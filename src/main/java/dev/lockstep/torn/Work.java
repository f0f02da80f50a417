package dev.lockstep.torn;

import java.util.Optional;

/**
 * What a verb does to the data, by what exists.
 *
 * <table>
 * <caption>Which work a verb is</caption>
 * <tr><th>scenario</th><th>exists</th><th>send-again</th><th>store-again</th><th>take-back</th></tr>
 * <tr><td>publish</td><td>row only</td><td>send</td><td>refused</td><td>delete the row</td></tr>
 * <tr><td>publish</td><td>message only</td><td>refused</td><td>store</td><td>take the message</td></tr>
 * <tr><td>publish</td><td>neither</td><td>refused</td><td>store and send</td><td>give up</td></tr>
 * <tr><td>drain</td><td>neither</td><td>refused</td><td>store</td><td>give up</td></tr>
 * <tr><td>drain</td><td>both</td><td>refused</td><td>refused</td><td>take the letter</td></tr>
 * </table>
 *
 * Whatever else exists is whole: nothing is left to mend.
 */
enum Work {
    SEND(true, Half.BOTH),
    STORE_ROW_OF_MESSAGE(false, Half.BOTH),
    STORE_ROW_OF_LETTER(false, Half.ROW_ONLY),
    STORE_AND_SEND(true, Half.BOTH),
    DELETE_ROW(false, Half.NEITHER),
    TAKE_MESSAGE(true, Half.NEITHER),
    TAKE_LETTER(true, Half.ROW_ONLY),
    GIVE_UP(false, Half.NEITHER);

    private final boolean touchesQueue;
    private final Half leaves;

    Work(boolean touchesQueue, Half leaves) {
        this.touchesQueue = touchesQueue;
        this.leaves = leaves;
    }

    /** The work of a verb; nothing if the verb would make it worse. */
    static Optional<Work> of(Verb verb, Scenario scenario, Half half) {
        return Optional.ofNullable(
                switch (verb) {
                    case SEND_AGAIN ->
                            scenario == Scenario.PUBLISH && half == Half.ROW_ONLY ? SEND : null;
                    case STORE_AGAIN -> storing(scenario, half);
                    case TAKE_BACK -> takingBack(scenario, half);
                });
    }

    /** Whether nothing is torn, or not any more. */
    static boolean isWhole(Scenario scenario, Half half) {
        return switch (scenario) {
            case PUBLISH -> half == Half.BOTH;
            case DRAIN -> half == Half.ROW_ONLY || half == Half.MESSAGE_ONLY;
        };
    }

    /** Then it takes a global transaction; else the database alone does it, with the entry. */
    boolean touchesQueue() {
        return touchesQueue;
    }

    /** What exists afterwards. */
    Half leaves() {
        return leaves;
    }

    private static Work storing(Scenario scenario, Half half) {
        return switch (scenario) {
            case PUBLISH ->
                    switch (half) {
                        case MESSAGE_ONLY -> STORE_ROW_OF_MESSAGE;
                        case NEITHER -> STORE_AND_SEND;
                        case ROW_ONLY, BOTH -> null;
                    };
            case DRAIN -> half == Half.NEITHER ? STORE_ROW_OF_LETTER : null;
        };
    }

    private static Work takingBack(Scenario scenario, Half half) {
        return switch (half) {
            case NEITHER -> GIVE_UP;
            case ROW_ONLY -> scenario == Scenario.PUBLISH ? DELETE_ROW : null;
            case MESSAGE_ONLY -> scenario == Scenario.PUBLISH ? TAKE_MESSAGE : null;
            case BOTH -> scenario == Scenario.DRAIN ? TAKE_LETTER : null;
        };
    }
}
