package dev.lockstep.lab.fault;

import dev.lockstep.lab.stack.Relay;
import dev.lockstep.lab.stack.Role;
import dev.lockstep.lab.stack.Server;
import dev.lockstep.lab.stack.Stack;
import dev.lockstep.lab.stack.Target;
import dev.lockstep.lab.way.Way;
import dev.lockstep.lab.words.Fault;
import dev.lockstep.lab.words.Part;
import dev.lockstep.lab.words.Victim;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a fault is aimed at.
 *
 * @param way whose parts are hit
 * @param ownStack the stack that the lab has started; empty if somebody else has started the target
 */
public record Aim(Victim victim, Fault fault, Way way, Target target, Optional<Stack> ownStack) {

    /** The servers that are the victim under this way. */
    List<Server> servers() {
        return servers(victim);
    }

    /** The servers that another victim would be. */
    List<Server> servers(Victim wanted) {
        return wanted == Victim.SERVER
                ? List.of(target.servers().first(Role.APPLICATION))
                : parts(wanted).map(part -> target.servers().first(role(part))).toList();
    }

    /** What leads the server to the victim; the server itself is cut off from all of its parts. */
    List<Relay> links() {
        return parts(victim).flatMap(part -> stack().relays().to(role(part)).stream()).toList();
    }

    /**
     * The stack of the lab's own.
     *
     * @throws IllegalStateException if somebody else has started the system
     */
    Stack stack() {
        return ownStack.orElseThrow(
                () -> new IllegalStateException(fault + " needs a stack of the lab"));
    }

    /** Whether each server that would be hit can be. */
    public boolean isWithinReach() {
        return servers().stream().allMatch(Server::isWithinReach);
    }

    private Stream<Part> parts(Victim wanted) {
        return way.parts().stream()
                .sorted()
                .filter(part -> wanted == Victim.SERVER || part.isHitAs(wanted));
    }

    private static Role role(Part part) {
        return switch (part) {
            case POSTGRESQL -> Role.DATABASE;
            case ARTEMIS -> Role.ARTEMIS;
            case KAFKA -> Role.KAFKA;
        };
    }
}
