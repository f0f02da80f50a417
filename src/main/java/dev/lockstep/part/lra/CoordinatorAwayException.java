package dev.lockstep.part.lra;

/** The LRA coordinator does not answer, or refuses. */
public class CoordinatorAwayException extends RuntimeException {
    CoordinatorAwayException(String message, Throwable cause) {
        super("The LRA coordinator does not answer: " + message, cause);
    }
}
