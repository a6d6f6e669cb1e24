class Producer {
  static KafkaProducer<String, String> make() {
    Properties settings = new Properties();
    settings.put("bootstrap.servers", "kafka-1:9092,kafka-2:9092,kafka-3:9092");
    settings.put("acks", "all");
    settings.put("retries", Integer.MAX_VALUE);
    settings.put("retry.backoff.ms", 100);
    settings.put("max.in.flight.requests.per.connection", 5);
    settings.put("enable.idempotence", true);
    settings.put("delivery.timeout.ms", 120000);
    settings.put("request.timeout.ms", 30000);
    settings.put("linger.ms", 5);
    return new KafkaProducer<>(settings);
  }
}
