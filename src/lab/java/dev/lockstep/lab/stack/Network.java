package dev.lockstep.lab.stack;

/** How WildFly reaches PostgreSQL, Artemis and Kafka. */
public enum Network {
    /** There are no relays, nor anything that makes room for them. */
    DIRECT,
    /**
     * There are relays, and WildFly uses them once {@link Stack#throughRelays told to}. Until then
     * a server that is down refuses it, as most networks have it; a {@link Relay} cannot do that.
     */
    RELAYS_STAND_BY,
    /** Through a relay each, from the first start on. */
    THROUGH_RELAYS
}
