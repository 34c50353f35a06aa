import io.cloudevents.CloudEvent;
import io.cloudevents.kafka.CloudEventDeserializer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads alerts as a program does that knows CloudEvents and not Wirewatch: BROKER TOPIC COUNT; prints a line an event. */
public class ReadAlerts {
    public static void main(String[] arguments) {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers", arguments[0],
                "group.id", "somebody-else",
                "auto.offset.reset", "earliest",
                "key.deserializer", StringDeserializer.class,
                "value.deserializer", CloudEventDeserializer.class);
        Map<String, String> read = new TreeMap<>();
        Instant deadline = Instant.now().plusSeconds(60);
        try (KafkaConsumer<String, CloudEvent> consumer = new KafkaConsumer<>(settings)) {
            consumer.subscribe(List.of(arguments[1]));
            while (read.size() < Integer.parseInt(arguments[2]) && Instant.now().isBefore(deadline)) {
                consumer.poll(Duration.ofMillis(500)).forEach(record -> {
                    CloudEvent event = record.value();
                    read.put(event.getId(), String.join("\t", event.getId(), event.getType(),
                            event.getSource().toString(), event.getSubject(), event.getDataContentType()));
                });
            }
        }
        read.values().forEach(System.out::println);
    }
}
