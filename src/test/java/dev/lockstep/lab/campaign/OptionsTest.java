package dev.lockstep.lab.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.lab.stack.StackProblem;
import dev.lockstep.lab.way.Ways;
import dev.lockstep.lab.words.Fault;
import dev.lockstep.lab.words.Victim;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptionsTest {
    @Test
    void everythingIsAskedOfTheLabsOwnStackUnlessToldOtherwise() {
        Options options = Options.of(Map.of());

        assertThat(options.campaign()).isEqualTo("full");
        assertThat(options.includes(Ways.of("saga"))).isTrue();
        assertThat(options.includes(Victim.BROKER, Fault.CUT_ANSWERS)).isTrue();
        assertThat(options.soak()).isEmpty();
        assertThat(options.target()).isEmpty();
    }

    @Test
    void onlyWhatIsNamedIsAsked() {
        Options options =
                Options.of(
                        Map.of("strategies", "xa, Outbox", "faults", "kill", "victims", "broker"));

        assertThat(options.includes(Ways.of("outbox"))).isTrue();
        assertThat(options.includes(Ways.of("saga"))).isFalse();
        assertThat(options.includes(Victim.BROKER, Fault.KILL)).isTrue();
        assertThat(options.includes(Victim.SERVER, Fault.KILL)).isFalse();
        assertThat(options.includes(Victim.BROKER, Fault.PAUSE)).isFalse();
    }

    @Test
    void aSoakAndATargetHaveResultsOfTheirOwn() {
        assertThat(Options.of(Map.of("soak", "90s")).soak()).contains(Duration.ofSeconds(90));
        assertThat(Options.of(Map.of("soak", "2h")).campaign()).isEqualTo("soak");
        assertThat(Options.of(Map.of("by-hand", "100")).byHand()).contains(100);
        assertThat(Options.of(Map.of("by-hand", "100")).campaign()).isEqualTo("by-hand");
        assertThat(Options.of(Map.of("target", "f")).campaign()).isEqualTo("target");
        assertThat(Options.of(Map.of("target", "f", "campaign", "mine")).campaign())
                .isEqualTo("mine");
    }

    @ParameterizedTest(name = "lab.{0}={1}")
    @CsvSource({
        "strategies, xaa, 'lab.strategies does not know xaa; it knows xa,'",
        "faults, 'kill,burn', 'lab.faults does not know burn; it knows kill,'",
        "victims, client, 'lab.victims does not know client; it knows server,'",
        "scenarios, pub, 'lab.scenarios does not know pub; it knows publish, drain.'",
        "seed, one, 'lab.seed must be a whole number, not one.'",
        "soak, long, 'lab.soak must be a length of time such as 90s, 30m or 8h, not long.'",
        "stratgies, xa, 'There is no option lab.stratgies; there are by-hand, campaign,'"
    })
    void whatIsNotUnderstoodIsSaidInASentence(String option, String value, String sentence) {
        assertThatThrownBy(() -> Options.of(Map.of(option, value)))
                .isInstanceOf(StackProblem.class)
                .hasMessageStartingWith(sentence);
    }
}
