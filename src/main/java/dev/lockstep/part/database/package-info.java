/**
 * PostgreSQL, for every strategy and for the consumer service.
 *
 * <p>The door is {@link Database}: every row and connection comes from it. {@link DatabaseReady}
 * asks whether it answers, {@link DatabasePreconditions} whether it is set up for two-phase commit,
 * {@link Schema} makes its tables. That it is away is told by the exceptions of Jakarta Persistence
 * and JDBC, which {@link SqlStates} reads.
 */
package dev.lockstep.part.database;
