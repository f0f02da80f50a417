import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Puts each line of standard input into a topic as the application would send it: the event's id is
 * key and header. Arguments: bootstrap address, topic. Run as a source file, with Kafka's jars.
 */
final class Letters {
    private static final Pattern ID = Pattern.compile("\"id\":\"([^\"]*)\"");

    private Letters() {}

    public static void main(String[] arguments) throws Exception {
        Map<String, Object> settings = Map.of("bootstrap.servers", arguments[0], "acks", "all");
        var bytes = new ByteArraySerializer();
        var lines = new BufferedReader(new InputStreamReader(System.in, UTF_8));
        try (var producer = new KafkaProducer<byte[], byte[]>(settings, bytes, bytes)) {
            for (String line : lines.lines().toList()) {
                Matcher id = ID.matcher(line);
                if (!id.find()) {
                    throw new IllegalArgumentException("No id in " + line);
                }
                byte[] key = id.group(1).getBytes(UTF_8);
                var letter = new ProducerRecord<>(arguments[1], key, line.getBytes(UTF_8));
                letter.headers().add("eventId", key);
                Future<?> sent = producer.send(letter);
                sent.get();
            }
        }
    }
}
