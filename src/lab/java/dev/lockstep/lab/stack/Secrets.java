package dev.lockstep.lab.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The generated passwords of one installation, made by {@code src/servers/make-secrets.sh}. */
public record Secrets(Path directory) {

    static Secrets generate(Path script, Path directory) {
        Commands.run(
                "make the passwords",
                directory.getParent(),
                "sh",
                script.toString(),
                directory.toString());
        return new Secrets(directory);
    }

    public String postgresSuperuser() {
        return read("postgres-superuser");
    }

    public String postgres() {
        return read("postgres");
    }

    public String artemis() {
        return read("artemis");
    }

    public String publisher() {
        return read("publisher");
    }

    public String operator() {
        return read("operator");
    }

    Path passwordFile(String name) {
        return directory.resolve(name + ".password");
    }

    private String read(String name) {
        try {
            return Files.readString(passwordFile(name)).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
