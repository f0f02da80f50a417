package dev.lockstep.settings;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.spi.AfterDeploymentValidation;
import jakarta.enterprise.inject.spi.Extension;
import org.eclipse.microprofile.config.ConfigProvider;

/** The settings as MicroProfile Config has them, for whoever injects those of his concern. */
@ApplicationScoped
public class ConfiguredSettings {
    private final Settings settings = read();

    /** Ends the deployment, before anything of it starts, if a setting is wrong. */
    public static class Check implements Extension {
        void check(@Observes AfterDeploymentValidation deployment) {
            try {
                read();
            } catch (WrongSettingsException e) {
                deployment.addDeploymentProblem(e);
            }
        }
    }

    private static Settings read() {
        var config = ConfigProvider.getConfig();
        return Settings.read(name -> config.getOptionalValue(name, String.class));
    }

    @Produces
    Node node() {
        return settings.node();
    }

    @Produces
    StartupSettings startup() {
        return settings.startup();
    }

    @Produces
    MemoSettings memos() {
        return settings.memos();
    }

    @Produces
    DrainSettings drain() {
        return settings.drain();
    }

    @Produces
    ArtemisSettings artemis() {
        return settings.artemis();
    }

    @Produces
    KafkaSettings kafka() {
        return settings.kafka();
    }

    @Produces
    LraSettings lra() {
        return settings.lra();
    }

    @Produces
    OutboxSettings outbox() {
        return settings.outbox();
    }

    @Produces
    SagaSettings saga() {
        return settings.saga();
    }
}
