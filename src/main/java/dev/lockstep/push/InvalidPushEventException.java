package dev.lockstep.push;

/** A text that is not a push event; its message says why, in words for whoever sent it. */
public class InvalidPushEventException extends Exception {
    public InvalidPushEventException(String reason) {
        super(reason);
    }
}
