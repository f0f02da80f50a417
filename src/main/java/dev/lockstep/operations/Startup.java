package dev.lockstep.operations;

import dev.lockstep.part.StorageReady;
import dev.lockstep.part.database.Schema;
import dev.lockstep.part.kafka.KafkaAwayException;
import dev.lockstep.part.kafka.Topics;
import dev.lockstep.settings.StartupSettings;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.flywaydb.core.api.FlywayException;
import org.jboss.logging.Logger;

/**
 * Migrates the schema, creates the topics, then proves the {@link Preconditions}; tries again until
 * all succeed, so that the application can start while the database or a broker is away. Until then
 * it is not ready.
 */
@Singleton
@jakarta.ejb.Startup
@TransactionManagement(TransactionManagementType.BEAN)
public class Startup {
    private static final Logger LOG = Logger.getLogger(Startup.class);

    /** Between two looks at whether the server has finished its own start. */
    private static final Duration LOOK = Duration.ofMillis(100);

    private @Inject Preconditions preconditions;
    private @Inject Proof proof;
    private @Inject Schema schema;
    private @Inject Topics topics;
    private @Inject Event<StorageReady> storageReady;

    private @Inject StartupSettings settings;

    @Resource private ManagedScheduledExecutorService scheduler;

    private volatile ScheduledFuture<?> attempts;
    private volatile boolean ending;

    @PostConstruct
    void begin() {
        after(Duration.ZERO);
    }

    @PreDestroy
    void end() {
        ending = true;
        attempts.cancel(true);
    }

    private void after(Duration delay) {
        if (!ending) {
            attempts = scheduler.schedule(this::attempt, delay.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void attempt() {
        if (!preconditions.canBeProved()) {
            after(LOOK);
            return;
        }
        List<String> problems;
        try {
            schema.migrate();
            topics.create();
            problems = preconditions.violations();
        } catch (FlywayException e) {
            problems = List.of("The schema cannot be migrated: " + firstLine(e));
        } catch (KafkaAwayException e) {
            problems = List.of("The topics cannot be created: " + firstLine(e));
        } catch (RuntimeException e) {
            // An exception that leaves the task would be the last that is heard of it.
            problems = List.of("The preconditions cannot be proved: " + firstLine(e));
        }
        // An attempt that the end of the application cut short has found nothing.
        if (!ending && proof.note(problems)) {
            if (problems.isEmpty()) {
                LOG.info("Ready: schema migrated, topics there, preconditions proved.");
                storageReady.fire(new StorageReady());
            } else {
                problems.forEach(LOG::error);
            }
        }
        if (!problems.isEmpty()) {
            after(settings.retry());
        }
    }

    private static String firstLine(RuntimeException e) {
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        String message = root.getMessage() == null ? root.toString() : root.getMessage();
        return message.lines().findFirst().orElse(root.toString());
    }
}
