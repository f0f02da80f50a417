/**
 * Apache Kafka, for the strategies that run over it and for the consumer service: its topics, what
 * a record carries, and the clients.
 */
package dev.lockstep.kafka;
