package dev.lockstep.strategy;

import static java.util.stream.Collectors.joining;

import dev.lockstep.part.Part;
import java.util.List;

/**
 * What a strategy promises and what it does not, in the same few fields for each.
 *
 * @param parts what it needs: while one of them is away, it may refuse
 * @param atomic row and message: both or neither in the end, whatever is killed
 * @param delivered how often a published event reaches the consumer: exactly, at least or at most
 *     once
 * @param messageBeforeRow when a consumer may see the message before it can read the row
 * @param locked what stays locked, and for how long, while a participant or the coordinator is away
 * @param consumerMust what the consumer has to cope with
 */
public record Promise(
        List<Part> parts,
        boolean atomic,
        String delivered,
        String messageBeforeRow,
        String locked,
        String consumerMust) {

    /** The product that carries its messages. */
    public String broker() {
        return parts.stream()
                .filter(Part::carriesMessages)
                .map(Part::toString)
                .collect(joining(", "));
    }
}
