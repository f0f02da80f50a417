package dev.lockstep.lab.client;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TornEventsTest {
    @Test
    void theEventsThatAreNamedAreReadByTheirIds() {
        assertThat(
                        TornEvents.ids(
                                """
                                {"open": 2, "events": [
                                  {"id": "e-2", "scenario": "drain", "exists": "row"},
                                  {"id": "e-1", "scenario": "publish", "exists": "message"}]}"""))
                .containsExactly("e-1", "e-2");
    }

    @Test
    void aSystemInWhichNothingIsTornNamesNone() {
        assertThat(TornEvents.ids("{\"open\": 0, \"events\": []}")).isEmpty();
    }
}
