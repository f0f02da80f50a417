package dev.lockstep.memo;

/** A file that is no memo, or no longer one. */
class DamagedMemoException extends Exception {
    DamagedMemoException(Throwable cause) {
        super(cause.getMessage(), cause);
    }
}
