package dev.lockstep.api;

/** We refuse the request, and say why in words of ours. */
class RefusedException extends RuntimeException {
    private final Problem problem;

    /**
     * @param details what the sentence of the trouble leaves open
     */
    RefusedException(Trouble trouble, Object... details) {
        this(trouble.problem(details), null);
    }

    RefusedException(Throwable cause, Trouble trouble, Object... details) {
        this(trouble.problem(details), cause);
    }

    RefusedException(Problem problem) {
        this(problem, null);
    }

    private RefusedException(Problem problem, Throwable cause) {
        super(problem.detail(), cause);
        this.problem = problem;
    }

    Problem problem() {
        return problem;
    }
}
