package dev.lockstep.lab.fault;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Every place at which the lab can stop the server, under every strategy, in protocol order. */
public final class CrashPoints {
    private CrashPoints() {}

    /** Every strategy that has a point, in order. */
    public static List<String> strategies() {
        return all().stream().map(CrashPoint::strategy).distinct().toList();
    }

    public static List<CrashPoint> all() {
        Stream<CrashPoint> xa =
                Arrays.stream(Scenario.values())
                        .flatMap(
                                scenario ->
                                        Arrays.stream(Step.values())
                                                .map(step -> step.in(scenario)));
        return Stream.concat(xa, Arrays.stream(Window.values()).map(Window::point)).toList();
    }
}
