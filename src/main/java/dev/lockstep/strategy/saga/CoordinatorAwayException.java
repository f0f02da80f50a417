package dev.lockstep.strategy.saga;

/** The LRA coordinator does not answer, or refuses. */
class CoordinatorAwayException extends RuntimeException {
    CoordinatorAwayException(String message, Throwable cause) {
        super("The LRA coordinator does not answer: " + message, cause);
    }
}
