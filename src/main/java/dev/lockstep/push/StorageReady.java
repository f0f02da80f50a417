package dev.lockstep.push;

/**
 * Fired once, when tables, queues and topics are there: from then on work in the background may
 * begin.
 */
public record StorageReady() {}
