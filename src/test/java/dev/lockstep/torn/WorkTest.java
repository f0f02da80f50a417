package dev.lockstep.torn;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which verb mends what. */
class WorkTest {
    @ParameterizedTest(name = "{0} of a {1} of which there is {2} is to {3}")
    @CsvSource({
        "SEND_AGAIN, PUBLISH, ROW_ONLY, SEND, BOTH",
        "STORE_AGAIN, PUBLISH, MESSAGE_ONLY, STORE_ROW_OF_MESSAGE, BOTH",
        "STORE_AGAIN, PUBLISH, NEITHER, STORE_AND_SEND, BOTH",
        "STORE_AGAIN, DRAIN, NEITHER, STORE_ROW_OF_LETTER, ROW_ONLY",
        "TAKE_BACK, PUBLISH, ROW_ONLY, DELETE_ROW, NEITHER",
        "TAKE_BACK, PUBLISH, MESSAGE_ONLY, TAKE_MESSAGE, NEITHER",
        "TAKE_BACK, PUBLISH, NEITHER, GIVE_UP, NEITHER",
        "TAKE_BACK, DRAIN, NEITHER, GIVE_UP, NEITHER",
        "TAKE_BACK, DRAIN, BOTH, TAKE_LETTER, ROW_ONLY",
    })
    void fits(Verb verb, Scenario scenario, Half half, Work work, Half leaves) {
        assertThat(Work.of(verb, scenario, half)).contains(work);
        assertThat(work.leaves()).isEqualTo(leaves);
    }

    @ParameterizedTest(name = "{0} of a {1} of which there is {2} is refused")
    @CsvSource({
        "SEND_AGAIN, PUBLISH, MESSAGE_ONLY",
        "SEND_AGAIN, PUBLISH, NEITHER",
        "SEND_AGAIN, DRAIN, NEITHER",
        "SEND_AGAIN, DRAIN, BOTH",
        "STORE_AGAIN, PUBLISH, ROW_ONLY",
        "STORE_AGAIN, DRAIN, BOTH",
    })
    void doesNotFit(Verb verb, Scenario scenario, Half half) {
        assertThat(Work.of(verb, scenario, half)).isEqualTo(Optional.empty());
    }

    @Test
    void whatIsWholeNeedsNoVerb() {
        for (Scenario scenario : Scenario.values()) {
            for (Half half : Half.values()) {
                if (Work.isWhole(scenario, half)) {
                    for (Verb verb : Verb.values()) {
                        assertThat(Work.of(verb, scenario, half)).isEmpty();
                    }
                }
            }
        }
    }

    /** Done or refused, an order leaves a publish whole or gone, and a drain whole. */
    @Test
    void everyWorkLeavesNothingTorn() {
        for (Verb verb : Verb.values()) {
            for (Scenario scenario : Scenario.values()) {
                for (Half half : Half.values()) {
                    assertThat(Work.of(verb, scenario, half).stream().map(Work::leaves))
                            .allMatch(left -> left == Half.NEITHER || Work.isWhole(scenario, left));
                }
            }
        }
    }
}
