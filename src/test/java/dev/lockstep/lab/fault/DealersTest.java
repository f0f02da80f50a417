package dev.lockstep.lab.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.lab.words.Fault;
import dev.lockstep.lab.words.Victim;
import java.util.EnumSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A fault that nobody deals would be planned, and fail its run. */
class DealersTest {
    @Test
    void everyFaultIsDealtBySomebody() {
        assertThat(Dealers.faults()).isEqualTo(EnumSet.allOf(Fault.class));
    }

    @ParameterizedTest
    @EnumSource
    void aFaultHitsSomebodyAndIsDealtByItsOwnDealer(Fault fault) {
        assertThat(Stream.of(Victim.values())).anyMatch(fault::hits);
        assertThat(Dealers.of(fault).faults()).contains(fault);
    }
}
