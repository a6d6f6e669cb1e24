/**
 * Every key that Apache Kafka 4.1.2 knows, by what it configures: printed from its own definitions
 * (AbstractKafkaConfig.CONFIG_DEF, LogConfig, ProducerConfig, ConsumerConfig).
 */
export declare const kafkaKeys: Readonly<Record<'broker' | 'topic' | 'producer' | 'consumer', ReadonlySet<string>>>;
//# sourceMappingURL=kafka-keys.test.data.d.ts.map