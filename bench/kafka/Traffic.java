import java.io.FileReader;
import java.time.Duration;
import java.util.*;
import java.util.concurrent.*;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.*;

/**
 * One event every 20 ms for some seconds, whatever the cluster does, by the rendered producer settings;
 * then everything is read back by the rendered consumer settings. Prints one line of JSON.
 *
 * Usage: java Traffic.java producer.properties consumer.properties topic seconds
 */
public class Traffic {
  record Ack(int id, long dueNs, long doneNs) {}

  public static void main(String[] args) throws Exception {
    var topic = args[2];
    var run = System.nanoTime() + ":";
    int count = Integer.parseInt(args[3]) * 50;
    var acks = new ConcurrentLinkedQueue<Ack>();
    var failed = new AtomicInteger();
    var properties = read(args[0]);
    properties.put("value.serializer", "org.apache.kafka.common.serialization.StringSerializer");
    try (var producer = new KafkaProducer<String, String>(properties)) {
      producer.partitionsFor(topic);
      System.err.println("ready");
      long start = System.nanoTime();
      for (int id = 0; id < count; id++) {
        long due = start + id * 20_000_000L;
        long wait = due - System.nanoTime();
        if (wait > 0) TimeUnit.NANOSECONDS.sleep(wait);
        int sent = id;
        producer.send(new ProducerRecord<>(topic, "k" + id, run + id), (metadata, error) -> {
          if (error != null) failed.incrementAndGet();
          else acks.add(new Ack(sent, due, System.nanoTime()));
        });
      }
      producer.flush();
    }
    var seen = new HashMap<Integer, Integer>();
    var reading = read(args[1]);
    reading.put("group.id", "read-back-" + System.nanoTime());
    reading.put("value.deserializer", "org.apache.kafka.common.serialization.StringDeserializer");
    try (var consumer = new KafkaConsumer<String, String>(reading)) {
      consumer.subscribe(List.of(topic));
      int idle = 0;
      while (idle < 10) {
        var records = consumer.poll(Duration.ofSeconds(1));
        idle = records.isEmpty() ? idle + 1 : 0;
        for (var one : records) {
          if (!one.value().startsWith(run)) continue; // of an earlier trial
          seen.merge(Integer.parseInt(one.value().substring(run.length())), 1, Integer::sum);
        }
      }
    }
    long missing = acks.stream().filter(ack -> !seen.containsKey(ack.id())).count();
    long twice = seen.values().stream().filter(times -> times > 1).count();
    long slowest = acks.stream().mapToLong(ack -> (ack.doneNs() - ack.dueNs()) / 1_000_000).max().orElse(-1);
    long late = acks.stream().filter(ack -> ack.doneNs() - ack.dueNs() > 1_000_000_000L).count();
    System.out.printf(
        "{\"due\":%d,\"acknowledged\":%d,\"failed\":%d,\"lost\":%d,\"twice\":%d,\"slowestMs\":%d,\"laterThan1s\":%d}%n",
        count, acks.size(), failed.get(), missing, twice, slowest, late);
  }

  static Properties read(String path) throws Exception {
    var properties = new Properties();
    try (var reader = new FileReader(path)) { properties.load(reader); }
    return properties;
  }
}
