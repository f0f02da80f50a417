/**
 * What stands between the transaction manager and the PostgreSQL driver. It is no part of the WAR:
 * it goes into the server's module {@code org.postgresql}, beside the driver
 * (wildfly-config/configure.sh).
 */
package dev.lockstep.postgres;
