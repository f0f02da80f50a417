package dev.lockstep.lab.stack;

import java.util.ArrayList;
import java.util.List;

/**
 * Which process of a system: a role, and the how-manyth in it. Name, directory, log, ports and the
 * key of its process id follow from that.
 *
 * @param number from 1 in each role
 * @param guest whether it is no part of the system: nobody starts it unasked, nor tells of it
 */
record Seat(Role role, int number, boolean guest) {
    /** The first of a role, which is where the system's addresses lead to. */
    static Seat first(Role role) {
        return new Seat(role, 1, false);
    }

    /**
     * One for each entry, numbered within its role.
     *
     * @param roles in any order
     */
    static List<Seat> of(List<Role> roles) {
        List<Seat> seats = new ArrayList<>();
        for (Role role : roles) {
            long before = seats.stream().filter(seat -> seat.role() == role).count();
            seats.add(new Seat(role, (int) before + 1, false));
        }
        return seats;
    }

    /** The one after it in its role. */
    Seat next() {
        return new Seat(role, number + 1, guest);
    }

    /** As people call it. */
    String name() {
        if (guest) {
            return "second " + role.product();
        }
        return number == 1 ? role.product() : role.product() + " " + number;
    }

    /** As files and keys name it. */
    String word() {
        if (guest) {
            return role.word() + "-twin";
        }
        return number == 1 ? role.word() : role.word() + "-" + number;
    }

    /** Under which its process id stands in a {@link StackFile}. */
    String pidKey() {
        return word() + ".pid";
    }
}
