package dev.lockstep.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read is what the file of defaults says, and every wrong value is named. */
class SettingsTest {
    private static final String FILE = "META-INF/microprofile-config.properties";

    /** The one setting that the server gives and the file does not. */
    private static final String COORDINATOR = "lra.coordinator.url";

    private final Map<String, String> given = new HashMap<>(defaults());

    @Test
    void theFileHoldsTheDefaults() {
        Settings settings = read();

        assertThat(settings.node()).isEqualTo(new Node("nameless"));
        assertThat(settings.startup()).isEqualTo(new StartupSettings(Duration.ofSeconds(2)));
        assertThat(settings.memos())
                .isEqualTo(new MemoSettings(Path.of("./lockstep-memos"), Duration.ofSeconds(4)));
        assertThat(settings.drain())
                .isEqualTo(new DrainSettings(false, "xa", Duration.ofSeconds(1), 100));
        assertThat(settings.artemis()).isEqualTo(new ArtemisSettings("lockstep", "none"));
        assertThat(settings.kafka())
                .isEqualTo(new KafkaSettings("127.0.0.1:9092", 6, Optional.empty()));
        assertThat(settings.lra().coordinator()).isEqualTo(URI.create(given.get(COORDINATOR)));
        assertThat(settings.lra().callbacks())
                .hasToString("http://127.0.0.1:8071/lockstep/api/saga/callbacks");
        assertThat(settings.lra().limit()).isEqualTo(Duration.ofSeconds(20));
        assertThat(settings.outbox())
                .isEqualTo(new OutboxSettings(Duration.ofMillis(200), Duration.ofHours(1)));
        assertThat(settings.saga()).isEqualTo(new SagaSettings(Duration.ofHours(1)));
    }

    @Test
    void whatTheFileSaysIsReadAndWhatIsReadIsInTheFile() {
        Set<String> read = new HashSet<>();
        Settings.read(
                name -> {
                    read.add(name);
                    return value(name);
                });

        assertThat(read).isEqualTo(given.keySet());
    }

    @ParameterizedTest(name = "{0}={1}")
    @CsvSource({
        "lockstep.node.id, a-name-of-23-characters",
        "lockstep.startup.retry, 1",
        "lockstep.startup.retry, 3600000",
        "lockstep.memos, /var/lib/lockstep/memos",
        "lockstep.memos.interval, 1",
        "lockstep.drain.continuous, true",
        "lockstep.drain.continuous, YES",
        "lockstep.drain.continuous, off",
        "lockstep.drain.interval, 86400000",
        "lockstep.drain.batch, 1",
        "lockstep.drain.batch, 1000",
        "lockstep.drain.batch, ' 100 '",
        "lockstep.artemis.password, ' '' '",
        "lockstep.kafka.bootstrap, 'kafka:19092'",
        "lockstep.kafka.bootstrap, 'kafka-1:9092, kafka-2:9092'",
        "lockstep.kafka.bootstrap, '[::1]:9092'",
        "lockstep.kafka.partitions, 10000",
        "lockstep.kafka.replication, -1",
        "lockstep.kafka.replication, 1",
        "lockstep.kafka.replication, 32767",
        "lockstep.outbox.interval, 1",
        "lockstep.outbox.keep, 0",
        "lockstep.saga.limit, 1",
        "lockstep.saga.limit, 300000",
        "lockstep.saga.keep, 3600",
        "lockstep.saga.callbacks, https://127.0.0.1:8443/callbacks"
    })
    void aValueInItsRangeIsRead(String name, String value) {
        given.put(name, value);

        assertThat(read()).isNotNull();
    }

    @ParameterizedTest(name = "{0}={1}")
    @CsvSource({
        "lockstep.startup.retry, 0, a whole number from 1 to 3600000 (milliseconds)",
        "lockstep.startup.retry, 3600001, a whole number from 1 to 3600000 (milliseconds)",
        "lockstep.startup.retry, 2s, a whole number from 1 to 3600000 (milliseconds)",
        "lockstep.memos, '', text",
        "lockstep.memos.interval, 0, a whole number from 1 to 3600000 (milliseconds)",
        "lockstep.drain.continuous, maybe, true or false",
        "lockstep.drain.continuous, '', true or false",
        "lockstep.drain.strategy, ' ', text",
        "lockstep.drain.interval, -1, a whole number from 1 to 86400000 (milliseconds)",
        "lockstep.drain.batch, 0, a whole number from 1 to 1000 (messages)",
        "lockstep.drain.batch, 1001, a whole number from 1 to 1000 (messages)",
        "lockstep.drain.batch, 1.5, a whole number from 1 to 1000 (messages)",
        "lockstep.drain.batch, '', a whole number from 1 to 1000 (messages)",
        "lockstep.drain.batch, 99999999999999999999, a whole number from 1 to 1000 (messages)",
        "lockstep.artemis.user, '', text",
        "lockstep.kafka.bootstrap, kafka, 'host:port, several separated by commas'",
        "lockstep.kafka.bootstrap, 'kafka:9092,', 'host:port, several separated by commas'",
        "lockstep.kafka.partitions, 0, a whole number from 1 to 10000 (partitions)",
        "lockstep.kafka.replication, 0, '-1, or a whole number from 1 to 32767 (copies)'",
        "lockstep.kafka.replication, -2, '-1, or a whole number from 1 to 32767 (copies)'",
        "lockstep.outbox.interval, 0, a whole number from 1 to 3600000 (milliseconds)",
        "lockstep.outbox.keep, -1, a whole number from 0 to 31536000 (seconds)",
        "lockstep.saga.limit, 0, a whole number from 1 to 300000 (milliseconds)",
        "lockstep.saga.limit, 300001, a whole number from 1 to 300000 (milliseconds)",
        "lockstep.saga.keep, 3599, a whole number from 3600 to 31536000 (seconds)",
        "lockstep.saga.callbacks, 127.0.0.1:80, an address that begins with http:// or https://",
        "lra.coordinator.url, http:///, an address that begins with http:// or https://",
        "lockstep.node.id, a-name-of-24-characters!, at most 23 bytes long"
    })
    void aWrongValueIsNamedWithItsRange(String name, String value, String range) {
        given.put(name, value);

        assertThatThrownBy(this::read)
                .isInstanceOf(WrongSettingsException.class)
                .hasMessage(
                        "Settings make no sense: %s is \"%s\" and must be %s."
                                .formatted(name, value, range));
    }

    @Test
    void allWrongOnesAreNamedAtOnceInOneSentence() {
        given.put("lockstep.drain.batch", "0");
        given.put("lockstep.saga.keep", "soon");
        given.remove("lockstep.kafka.bootstrap");

        assertThatThrownBy(this::read)
                .hasMessage(
                        "Settings make no sense: "
                                + "lockstep.drain.batch is \"0\" and must be a whole number from 1 to 1000 (messages); "
                                + "lockstep.kafka.bootstrap is missing and must be host:port, several separated by commas; "
                                + "lockstep.saga.keep is \"soon\" and must be a whole number from 3600 to 31536000 (seconds).");
    }

    @ParameterizedTest(name = "password \"{0}\"")
    @ValueSource(strings = {"", " "})
    void aMissingPasswordIsNamed(String password) {
        given.put("lockstep.artemis.password", password);

        assertThatThrownBy(this::read)
                .hasMessage("Settings make no sense: lockstep.artemis.password is missing.");
    }

    @Test
    void aPasswordIsShownNowhere() {
        given.put("lockstep.artemis.password", "opensesame");

        assertThat(read().toString()).doesNotContain("opensesame");
    }

    @Test
    void theStrategyOfTheDrainIsOneThatThereIs() {
        List<String> names = List.of("outbox", "xa");
        given.put("lockstep.drain.strategy", "outbox");
        assertThat(read().drain().<String>strategyAmong(Optional::of, names)).isEqualTo("outbox");

        given.put("lockstep.drain.strategy", "xxa");
        DrainSettings drain = read().drain();
        assertThatThrownBy(() -> drain.strategyAmong(name -> Optional.empty(), names))
                .isInstanceOf(WrongSettingsException.class)
                .hasMessage(
                        "Settings make no sense: lockstep.drain.strategy is \"xxa\" and must be one of outbox, xa.");
    }

    private Settings read() {
        return Settings.read(this::value);
    }

    private Optional<String> value(String name) {
        return Optional.ofNullable(given.get(name));
    }

    private static Map<String, String> defaults() {
        Properties file = new Properties();
        try (InputStream text = SettingsTest.class.getClassLoader().getResourceAsStream(FILE)) {
            file.load(text);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        Map<String, String> defaults = new HashMap<>();
        file.stringPropertyNames()
                .forEach(name -> defaults.put(name, withoutVariables(file.getProperty(name))));
        defaults.put(COORDINATOR, "http://127.0.0.1:8070/lra-coordinator/lra-coordinator");
        return defaults;
    }

    /** {@code ${VARIABLE:default}} where the variable is not set. */
    private static String withoutVariables(String value) {
        return value.replaceAll("\\$\\{[A-Za-z_.]+:([^}]*)}", "$1");
    }
}
