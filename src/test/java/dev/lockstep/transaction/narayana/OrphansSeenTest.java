package dev.lockstep.transaction.narayana;

import static org.assertj.core.api.Assertions.assertThat;

import com.arjuna.ats.internal.jta.recovery.arjunacore.XARecoveryModule;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * What is reached by reflection is where it was. {@code ClockSetIT} shows what that is good for.
 */
class OrphansSeenTest {
    @Test
    void theVersionOfNarayanaThatIsBuiltAgainstKeepsThemWhereTheyAreLookedFor() throws Exception {
        assertThat(XARecoveryModule.class.getDeclaredField(OrphansSeen.FIELD).getType())
                .isAssignableTo(Map.class);
    }
}
