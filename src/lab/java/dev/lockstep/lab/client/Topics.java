package dev.lockstep.lab.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.apache.kafka.clients.admin.AbortTransactionSpec;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListTransactionsOptions;
import org.apache.kafka.clients.admin.ProducerState;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Kafka as another system sees it: puts dead letters in, looks at what lies in the topics and how
 * far the application has read them. The topics are the application's; to read one that is not
 * there fails.
 */
public final class Topics implements AutoCloseable {
    public static final String EVENTS = "push.events";
    public static final String DEAD_LETTERS = "push.events.dlq";
    public static final String INVALID = "push.events.invalid";

    /** Where Kafka keeps how far each group has come; in a transaction, records like any other. */
    public static final String OFFSETS = "__consumer_offsets";

    /** The group of the consumer service. */
    public static final String DELIVERY = "lockstep-delivery";

    /** The group of the drain. */
    public static final String DRAIN = "lockstep-drain";

    private static final String EVENT_ID = "eventId";
    private static final String REASON = "reason";

    /** Bytes, well over what the application sets aside whole. */
    private static final int LARGEST_UNPACKED = 32_000_000;

    private static final int LIMIT_MS = 30_000;

    /** What Kafka's protocol calls the high watermark where records are deleted. */
    private static final long HIGH_WATERMARK = -1;

    private final String bootstrap;
    private final Admin admin;
    private final TopicOffsets offsets;

    public Topics(String bootstrap) {
        this.bootstrap = bootstrap;
        this.admin =
                Admin.create(
                        Map.of(
                                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                                bootstrap,
                                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                                LIMIT_MS));
        this.offsets = new TopicOffsets(admin);
    }

    /** Puts events into the dead-letter topic, one by one: a failure may leave some of them. */
    public void deadLetters(Collection<String> events) {
        send(events.stream().map(event -> record(DEAD_LETTERS, event)).toList());
    }

    /** An event's message as the application would send it: its id is key and header. */
    public static ProducerRecord<byte[], byte[]> record(String topic, String event) {
        String id = new Seen(null, event, null).id();
        byte[] key = id == null ? null : id.getBytes(UTF_8);
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(topic, key, event.getBytes(UTF_8));
        if (key != null) {
            record.headers().add(EVENT_ID, key);
        }
        return record;
    }

    /** Sends any records, outside any transaction, and waits until the broker has them all. */
    public void send(Collection<ProducerRecord<byte[], byte[]>> records) {
        send(records, "none");
    }

    /**
     * The same, packed: a topic's limit is on what is packed.
     *
     * @param compression as Kafka calls it
     */
    public void send(Collection<ProducerRecord<byte[], byte[]>> records, String compression) {
        Map<String, Object> settings =
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrap,
                        ProducerConfig.ACKS_CONFIG,
                        "all",
                        ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                        true,
                        ProducerConfig.COMPRESSION_TYPE_CONFIG,
                        compression,
                        ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                        LARGEST_UNPACKED,
                        ProducerConfig.MAX_BLOCK_MS_CONFIG,
                        LIMIT_MS);
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(
                        settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            List<Future<?>> sent = new ArrayList<>();
            records.forEach(record -> sent.add(producer.send(record)));
            sent.forEach(Reply::of);
        }
    }

    /** What a read_committed reader finds: up to the last stable offset, nothing rolled back. */
    public List<Seen> committed(String topic) {
        return committed(topic, Topics::look);
    }

    /** What somebody else wants to know of each committed record. */
    public <T> List<T> committed(String topic, Function<ConsumerRecord<byte[], byte[]>, T> look) {
        return read(IsolationLevel.READ_COMMITTED, offsets.beginning(topic), look);
    }

    /** Everything in the topic, rolled back and undecided too. */
    public List<Seen> uncommitted(String topic) {
        return uncommitted(topic, Topics::look);
    }

    /** What somebody else wants to know of each record, rolled back and undecided too. */
    public <T> List<T> uncommitted(String topic, Function<ConsumerRecord<byte[], byte[]>, T> look) {
        return read(IsolationLevel.READ_UNCOMMITTED, offsets.beginning(topic), look);
    }

    /** Committed records that a group has not taken. */
    public List<Seen> waiting(String topic, String group) {
        return read(IsolationLevel.READ_COMMITTED, offsets.position(topic, group), Topics::look);
    }

    /**
     * How far a group is behind, in offsets as monitoring counts them. A transaction's marker takes
     * an offset too, so it may stay above 0 while nothing is {@linkplain #waiting waiting}.
     */
    public long lag(String topic, String group) {
        Map<TopicPartition, Long> end = offsets.end(topic);
        return offsets.position(topic, group).entrySet().stream()
                .mapToLong(entry -> end.get(entry.getKey()) - entry.getValue())
                .sum();
    }

    /**
     * Where readers that read only what is committed stand still before something that is there, a
     * name for each such place.
     */
    public Set<String> standstills(String topic) {
        Map<TopicPartition, Long> stable = offsets.stable(topic);
        return offsets.end(topic).entrySet().stream()
                .filter(end -> stable.get(end.getKey()) < end.getValue())
                .map(end -> "%s at %d".formatted(end.getKey(), stable.get(end.getKey())))
                .collect(toSet());
    }

    /** The transactional ids whose transaction is not settled, in order. */
    public List<String> openTransactions() {
        return unsettled().stream().map(TransactionListing::transactionalId).sorted().toList();
    }

    /** What hangs in the application's topics, or in the offsets of its groups. */
    public List<Undecided> hanging() {
        return hanging(List.of(EVENTS, DEAD_LETTERS, INVALID, OFFSETS));
    }

    /**
     * What is undecided in the topics, and Kafka's list of transactions does not have: nobody will
     * ever decide it.
     *
     * @see <a
     *     href="https://cwiki.apache.org/confluence/display/KAFKA/KIP-664%3A+Provide+tooling+to+detect+and+abort+hanging+transactions">KIP-664</a>
     */
    public List<Undecided> hanging(List<String> topics) {
        Set<Long> known = unsettled().stream().map(TransactionListing::producerId).collect(toSet());
        return topics.stream()
                .flatMap(topic -> undecided(topic).stream())
                .filter(undecided -> !known.contains(undecided.producerId()))
                .toList();
    }

    /** What is undecided in a topic, whoever may know of it. */
    public List<Undecided> undecided(String topic) {
        List<Undecided> found = new ArrayList<>();
        Reply.of(admin.describeProducers(offsets.partitions(topic)).all())
                .forEach(
                        (partition, state) ->
                                state.activeProducers().stream()
                                        .filter(
                                                producer ->
                                                        producer.currentTransactionStartOffset()
                                                                .isPresent())
                                        .map(producer -> undecided(partition, producer))
                                        .forEach(found::add));
        return found;
    }

    private static Undecided undecided(TopicPartition partition, ProducerState producer) {
        return new Undecided(
                partition,
                producer.currentTransactionStartOffset().orElseThrow(),
                producer.producerId(),
                (short) producer.producerEpoch(),
                producer.coordinatorEpoch().orElse(0));
    }

    /** Decides by hand, as kafka-transactions.sh does: what was sent in it is not there. */
    public void rollBack(Undecided transaction) {
        Reply.of(
                admin.abortTransaction(
                                new AbortTransactionSpec(
                                        transaction.partition(),
                                        transaction.producerId(),
                                        transaction.producerEpoch(),
                                        transaction.coordinatorEpoch()))
                        .all());
    }

    private Collection<TransactionListing> unsettled() {
        ListTransactionsOptions unsettled =
                new ListTransactionsOptions()
                        .filterStates(
                                Set.of(
                                        TransactionState.ONGOING,
                                        TransactionState.PREPARE_COMMIT,
                                        TransactionState.PREPARE_ABORT,
                                        TransactionState.PREPARE_EPOCH_FENCE));
        return Reply.of(admin.listTransactions(unsettled).all());
    }

    /** Deletes all records of the three topics. */
    public void empty() {
        empty(List.of(EVENTS, DEAD_LETTERS, INVALID));
    }

    /**
     * Deletes all records, rolled back and undecided too; offsets go on from where they were. A
     * topic that is not there yet is empty.
     */
    public void empty(List<String> topics) {
        Set<String> there = Reply.of(admin.listTopics().names());
        Map<TopicPartition, RecordsToDelete> everything =
                topics.stream()
                        .filter(there::contains)
                        .flatMap(topic -> offsets.partitions(topic).stream())
                        .collect(
                                toMap(
                                        partition -> partition,
                                        partition -> RecordsToDelete.beforeOffset(HIGH_WATERMARK)));
        Reply.of(admin.deleteRecords(everything).all());
    }

    @Override
    public void close() {
        admin.close(Duration.ofMillis(LIMIT_MS));
    }

    private <T> List<T> read(
            IsolationLevel isolation,
            Map<TopicPartition, Long> from,
            Function<ConsumerRecord<byte[], byte[]>, T> look) {
        return new TopicReader(bootstrap, isolation).read(from).stream().map(look).toList();
    }

    private static Seen look(ConsumerRecord<byte[], byte[]> record) {
        return new Seen(header(record, EVENT_ID), text(record.value()), header(record, REASON));
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null ? null : text(header.value());
    }

    private static String text(byte[] bytes) {
        return bytes == null ? null : new String(bytes, UTF_8);
    }
}
