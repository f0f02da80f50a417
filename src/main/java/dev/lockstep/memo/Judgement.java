package dev.lockstep.memo;

import dev.lockstep.torn.Half;
import java.util.Map;

/**
 * What became of a transaction whose sides may differ.
 *
 * @param halves what exists, by event
 * @param torn how many of the events are torn, and kept as such
 */
public record Judgement(Map<String, Half> halves, int torn) {}
