package dev.lockstep.settings;

import java.util.List;

/** Settings that make no sense: one sentence names each, with its value and its range. */
public class WrongSettingsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    WrongSettingsException(List<String> wrong) {
        super("Settings make no sense: " + String.join("; ", wrong) + ".");
    }
}
