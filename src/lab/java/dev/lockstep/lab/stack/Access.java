package dev.lockstep.lab.stack;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Where the parts of a system are, and who is let in.
 *
 * @param http the application's root, without a slash at the end
 * @param management of WildFly, where it tells its health
 * @param postgres JDBC URL without credentials
 * @param jolokia of Artemis, the endpoint of its console
 * @param kafka host and port, as clients want it
 * @param transactionLog Narayana's, a directory on this machine; empty if it is out of sight
 */
public record Access(
        String http,
        String management,
        Login publisher,
        Login operator,
        String postgres,
        Login postgresLogin,
        String artemis,
        String jolokia,
        Login artemisLogin,
        String kafka,
        Optional<Path> transactionLog) {

    public record Login(String user, String password) {
        /** Without the password, which is nobody's business in a log. */
        @Override
        public String toString() {
            return user;
        }
    }
}
