package dev.lockstep.lab.stack;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/** Runs a short command to its end. */
final class Commands {
    private Commands() {}

    static void run(String purpose, Path directory, String... command) {
        run(purpose, directory, Map.of(), command);
    }

    /**
     * @throws StackProblem with the end of the command's output, if it cannot be run or fails
     */
    static void run(
            String purpose, Path directory, Map<String, String> environment, String... command) {
        try {
            ProcessBuilder builder =
                    new ProcessBuilder(command)
                            .directory(directory.toFile())
                            .redirectErrorStream(true);
            builder.environment().putAll(environment);
            Process process = builder.start();
            process.getOutputStream().close();
            String output =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                String end = output.substring(Math.max(0, output.length() - 600)).strip();
                throw new StackProblem(
                        "Could not %s: %s ended with %d: %s"
                                .formatted(purpose, command[0], process.exitValue(), end));
            }
        } catch (IOException e) {
            throw new StackProblem(
                    "Could not %s: %s cannot be run (%s); install it and try again."
                            .formatted(purpose, command[0], e.getMessage()),
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackProblem("Interrupted while about to %s.".formatted(purpose), e);
        }
    }
}
