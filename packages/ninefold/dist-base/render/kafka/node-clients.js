import { lines } from '../config-text.js';
import { bootstrapOf } from './client-settings.js';
import { clientTls } from './librdkafka.js';
/** A module with the settings of KafkaJS 2.2. */
export function kafkaJsModule(plan) {
    const { timing, reasons, service, minInsyncReplicas } = plan;
    return lines(`// KafkaJS 2.2: new Kafka(client).producer(producer). Rendered by Ninefold.`, '// KafkaJS knows no deadline of a send as a whole, and no cooperative rebalancing: prefer', '// @platformatic/kafka or librdkafka for new code.', tls('ssl'), 'export const client = {', `  clientId: ${JSON.stringify(service)},`, `  brokers: ${JSON.stringify(bootstrapOf(plan))},`, '  ssl,', `  // ${reasons.rto}: a host that does not answer costs a quarter of it.`, `  connectionTimeout: ${timing.connectTimeoutMs},`, `  // ${reasons.rto}: above the brokers' replica.lag.time.max.ms.`, `  requestTimeout: ${timing.requestTimeoutMs},`, '};', '', 'export const producer = {', '  // A retry that was written before is not written twice. KafkaJS keeps the order of one only.', '  idempotent: true,', '  maxInFlightRequests: 1,', '  allowAutoTopicCreation: false,', '  // Tried again every second at the latest, and never given up: KafkaJS must not limit the retries of', '  // an idempotent producer.', '  retry: { initialRetryTime: 100, maxRetryTime: 1000 },', '};', '', `// ${reasons.rpo}: acknowledged is what ${minInsyncReplicas} brokers have. producer.send({ ...send, topic, messages })`, `export const send = { acks: -1, timeout: ${timing.requestTimeoutMs} };`, '', 'export const consumer = {', `  groupId: ${JSON.stringify(service)},`, `  // ${reasons.rto}: a lost consumer's partitions go to others after this and a heartbeat.`, `  sessionTimeout: ${timing.consumerSessionMs},`, `  heartbeatInterval: ${timing.consumerHeartbeatMs},`, '  allowAutoTopicCreation: false,', '  readUncommitted: false,', '};', '', `// ${reasons.rpo}: commit what has been processed; skip nothing. consumer.subscribe({ ...subscribe, topics })`, 'export const subscribe = { fromBeginning: true };', 'export const run = { autoCommit: false };');
}
/** A module with the settings of @platformatic/kafka 2. */
export function platformaticModule(plan) {
    const { timing, reasons, service, minInsyncReplicas } = plan;
    const retryDelayMs = 250;
    return lines('// @platformatic/kafka 2, which needs Node 22: new Producer(producer), new Consumer(consumer).', '// Rendered by Ninefold.', tls('tls'), 'const client = {', `  clientId: ${JSON.stringify(service)},`, `  bootstrapBrokers: ${JSON.stringify(bootstrapOf(plan))},`, '  tls,', `  // ${reasons.rto}: a host that does not answer costs a quarter of it.`, `  connectTimeout: ${timing.connectTimeoutMs},`, `  // ${reasons.rto}: above the brokers' replica.lag.time.max.ms.`, `  timeout: ${timing.requestTimeoutMs},`, `  requestTimeout: ${timing.requestTimeoutMs},`, `  // ${reasons.rto}: what was sent as a fault struck is tried for ${timing.deliveryTimeoutMs} ms.`, `  retryDelay: ${retryDelayMs},`, `  retries: ${Math.ceil(timing.deliveryTimeoutMs / retryDelayMs)},`, '  autocreateTopics: false,', '  strict: true,', '};', '', 'export const producer = {', '  ...client,', `  // ${reasons.rpo}: acknowledged is what ${minInsyncReplicas} brokers have.`, '  acks: -1,', '  // A retry that was written before is not written twice.', '  idempotent: true,', '};', '', 'export const consumer = {', '  ...client,', `  groupId: ${JSON.stringify(service)},`, `  // ${reasons.rto}: a lost consumer's partitions go to others after this and a heartbeat.`, `  sessionTimeout: ${timing.consumerSessionMs},`, `  rebalanceTimeout: ${timing.consumerSessionMs},`, `  heartbeatInterval: ${timing.consumerHeartbeatMs},`, `  // ${reasons.rpo}: commit what has been processed, never before.`, '  autocommit: false,', '  // Events of a transaction that was given up are not seen (READ_COMMITTED).', '  isolationLevel: 1,', '};', '', `// ${reasons.rpo}: a group without an offset skips nothing. consumer.consume({ ...consume, topics })`, "export const consume = { mode: 'committed', fallbackMode: 'earliest' };");
}
function tls(name) {
    return [
        "import { readFileSync } from 'node:fs';",
        '',
        `const ${name} = {`,
        `  ca: readFileSync('${clientTls.authority}'),`,
        `  cert: readFileSync('${clientTls.certificate}'),`,
        `  key: readFileSync('${clientTls.key}'),`,
        '};',
        '',
    ];
}
//# sourceMappingURL=node-clients.js.map