/**
 * Events whose row and message have parted, kept until an operator has mended them.
 *
 * <p>Whoever finds one hands it to {@link dev.lockstep.torn.TornEvents}; every answer about its
 * event asks there. {@link dev.lockstep.torn.Mender} carries out what an operator orders, by the
 * table in {@link dev.lockstep.torn.Work}.
 */
package dev.lockstep.torn;
