package dev.lockstep.part;

/**
 * Fired once, when tables, queues and topics are there: from then on work in the background may
 * begin.
 */
public record StorageReady() {}
