/**
 * Apache Artemis, for the strategies that run over it and for the consumer service.
 *
 * <p>The door is {@link Queues}: every session begins there. {@link ArtemisReady} asks whether it
 * answers, {@link ArtemisPreconditions} whether its queues are declared. That it is away is told by
 * the exceptions of Jakarta Messaging.
 */
package dev.lockstep.part.artemis;
