package dev.lockstep.api;

import org.jboss.logging.Logger;

/** Numbers in a query, within bounds. */
final class Numbers {
    private static final Logger LOG = Logger.getLogger(Numbers.class);

    private Numbers() {}

    static int upTo(int most, String name, String text) {
        try {
            int number = Integer.parseInt(text);
            if (number >= 1 && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            LOG.debugf("%s is no number: %s", name, text);
        }
        throw new RefusedException(Trouble.NUMBER_INVALID, name, most);
    }
}
