package dev.lockstep.lab.words;

import java.util.Locale;

/** Whom a fault hits. */
public enum Victim {
    /** WildFly, with the application and the transaction manager. */
    SERVER,
    /** PostgreSQL. */
    DATABASE,
    /** Artemis or Kafka, whichever the way uses. */
    BROKER;

    /** As options and results name it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
