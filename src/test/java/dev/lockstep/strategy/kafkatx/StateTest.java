package dev.lockstep.strategy.kafkatx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.lockstep.strategy.kafkatx.State.Event;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every state with every event: what the table of {@link State} allows, and nothing else. */
class StateTest {
    private static final Map<State, Map<Event, State>> ALLOWED =
            Map.of(
                    State.NOT_BEGUN,
                    Map.of(Event.BEGUN, State.OPEN),
                    State.OPEN,
                    Map.of(
                            Event.COMMITTED,
                            State.COMMITTED,
                            Event.COMMIT_NOT_ANSWERED,
                            State.NOT_KNOWN,
                            Event.COMMIT_REFUSED,
                            State.OPEN,
                            Event.ABORTED,
                            State.ABORTED,
                            Event.ABORT_NOT_ANSWERED,
                            State.ABANDONED),
                    State.NOT_KNOWN,
                    Map.of(
                            Event.COMMITTED,
                            State.COMMITTED,
                            Event.COMMIT_NOT_ANSWERED,
                            State.NOT_KNOWN,
                            Event.COMMIT_REFUSED,
                            State.NOT_KNOWN));

    static Stream<Arguments> everyPair() {
        return Arrays.stream(State.values())
                .flatMap(
                        state ->
                                Arrays.stream(Event.values())
                                        .map(event -> Arguments.of(state, event)));
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("everyPair")
    void movesAsTheTableSaysOrRefuses(State state, Event event) {
        State next = ALLOWED.getOrDefault(state, Map.of()).get(event);
        if (next == null) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> state.after(event))
                    .withMessageStartingWith("A Kafka transaction cannot be ")
                    .withMessageMatching(".*: it .*\\.");
        } else {
            assertThat(state.after(event)).isEqualTo(next);
        }
    }

    @Test
    void refusalNamesTheMoveAndWhatStandsAgainstIt() {
        assertThatIllegalStateException()
                .isThrownBy(() -> State.NOT_KNOWN.after(Event.ABORTED))
                .withMessage(
                        "A Kafka transaction cannot be aborted: it was told to commit and may have done so.");
    }

    @ParameterizedTest
    @EnumSource
    void producerOfATransactionThatNobodyKnowsTheEndOfIsNotUsedAgain(State state) {
        assertThat(state.leavesProducerUsable())
                .isEqualTo(state != State.NOT_KNOWN && state != State.ABANDONED);
    }
}
