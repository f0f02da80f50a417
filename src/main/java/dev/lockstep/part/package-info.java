/**
 * The parts, each of which can be killed, paused, cut off, full or slow: a room for each, all of
 * one shape. A door through which every call passes, a readiness check, the preconditions, and the
 * exception that says that it is away. Here is what they share.
 */
package dev.lockstep.part;
