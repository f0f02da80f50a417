package dev.lockstep.operations;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** What the last attempt to migrate the schema and to prove the preconditions found. */
@ApplicationScoped
public class Proof {
    private volatile List<String> problems =
            List.of("The preconditions have not been proved yet: the application is starting.");

    /** Notes the result of an attempt; true if it differs from the one before. */
    boolean note(List<String> found) {
        boolean news = !found.equals(problems);
        problems = List.copyOf(found);
        return news;
    }

    List<String> problems() {
        return problems;
    }

    boolean isComplete() {
        return problems.isEmpty();
    }
}
