package dev.lockstep.support;

import dev.lockstep.lab.audit.Audit.History;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What was asked and answered, for the audit to judge by. A history of several kinds is put
 * together by {@link History#and}.
 */
public final class Histories {
    private Histories() {}

    /** Publishes answered as stored. */
    public static History acknowledged(String... ids) {
        return acknowledged(List.of(ids));
    }

    /** Publishes answered as stored. */
    public static History acknowledged(Collection<String> ids) {
        return new History(Set.copyOf(ids), Set.of(), Set.of(), Set.of());
    }

    /** Publishes answered as rolled back. */
    public static History failed(String... ids) {
        return failed(List.of(ids));
    }

    /** Publishes answered as rolled back. */
    public static History failed(Collection<String> ids) {
        return new History(Set.of(), Set.copyOf(ids), Set.of(), Set.of());
    }

    /** Publishes whose answer never came or said that the outcome is not known. */
    public static History unknown(String... ids) {
        return unknown(List.of(ids));
    }

    /** Publishes whose answer never came or said that the outcome is not known. */
    public static History unknown(Collection<String> ids) {
        return new History(Set.of(), Set.of(), Set.copyOf(ids), Set.of());
    }

    /** Events put into the dead-letter queue. */
    public static History deadLetters(String... ids) {
        return deadLetters(List.of(ids));
    }

    /** Events put into the dead-letter queue. */
    public static History deadLetters(Collection<String> ids) {
        return new History(Set.of(), Set.of(), Set.of(), Set.copyOf(ids));
    }

    /**
     * Publishes by what they were answered.
     *
     * @param statuses of HTTP, by id: 201 is acknowledged, 503 failed, all others unknown
     */
    public static History answered(Map<String, Integer> statuses) {
        Set<String> acknowledged = new TreeSet<>();
        Set<String> failed = new TreeSet<>();
        Set<String> unknown = new TreeSet<>();
        statuses.forEach(
                (id, status) ->
                        (switch (status) {
                                    case 201 -> acknowledged;
                                    case 503 -> failed;
                                    default -> unknown;
                                })
                                .add(id));
        return acknowledged(acknowledged).and(failed(failed)).and(unknown(unknown));
    }
}
