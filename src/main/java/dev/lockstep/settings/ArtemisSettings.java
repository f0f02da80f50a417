package dev.lockstep.settings;

/**
 * Who the application is to Artemis where it works without XA; with XA it is who the server is.
 *
 * @param user {@code lockstep.artemis.user}
 * @param password {@code lockstep.artemis.password}
 */
public record ArtemisSettings(String user, String password) {
    static ArtemisSettings read(Reading from) {
        return new ArtemisSettings(
                from.text("lockstep.artemis.user"), from.secret("lockstep.artemis.password"));
    }

    @Override
    public String toString() {
        return "ArtemisSettings[user=" + user + "]";
    }
}
