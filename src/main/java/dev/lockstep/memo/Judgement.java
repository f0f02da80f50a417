package dev.lockstep.memo;

import dev.lockstep.torn.Half;
import dev.lockstep.torn.TornEvent;
import java.util.List;
import java.util.Map;

/**
 * What became of a transaction whose sides may differ.
 *
 * @param halves what exists, by event
 * @param torn the events of it that are torn, and kept as such
 */
public record Judgement(Map<String, Half> halves, List<TornEvent> torn) {
    /** What exists of one of the events. */
    public Half of(String event) {
        return halves.get(event);
    }
}
