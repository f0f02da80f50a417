package dev.lockstep.part.database;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.flywaydb.core.Flyway;

/** The tables of the application, which it makes by itself. */
@ApplicationScoped
public class Schema {
    private final Database database;

    @Inject
    public Schema(Database database) {
        this.database = database;
    }

    /**
     * Brings the schema to the version that the application needs.
     *
     * @throws org.flywaydb.core.api.FlywayException if the database does not answer or refuses
     */
    public void migrate() {
        Flyway.configure(Schema.class.getClassLoader())
                .dataSource(database.connections())
                .locations("classpath:db/migration")
                .load()
                .migrate();
    }
}
