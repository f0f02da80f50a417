/**
 * Every setting of the application, read here and nowhere else: a record for each concern, with the
 * unit and the range of each of its settings. Their defaults stand, for people to read, in {@code
 * META-INF/microprofile-config.properties}; an environment variable overrides one.
 */
package dev.lockstep.settings;
