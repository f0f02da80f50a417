/**
 * Apache Kafka, for the strategies that run over it and for the consumer service.
 *
 * <p>The door is {@link KafkaClients}: every client is made there. {@link KafkaReady} asks whether
 * it answers, {@link Topics} makes the topics that are not there. That it is away is told by {@link
 * KafkaAwayException} or the client's own exceptions.
 */
package dev.lockstep.part.kafka;
