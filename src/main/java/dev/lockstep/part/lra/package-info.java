/**
 * The saga's coordinator, MicroProfile LRA's, in the version of Narayana that the server carries.
 *
 * <p>The door is {@link Coordinator}: every call passes through it. It has no readiness check,
 * since it runs in this very server. That it is away is told by {@link CoordinatorAwayException}.
 */
package dev.lockstep.part.lra;
