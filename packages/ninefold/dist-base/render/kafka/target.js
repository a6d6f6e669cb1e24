import { at } from '../../contract/located-mistake.js';
import { fileOf, renderedOf } from '../rendered.js';
import { connectionSettings, consumerSettings, producerSettings } from './client-settings.js';
import { kafkaPlanOf } from './kafka-plan.js';
import { librdkafkaConsumer, librdkafkaProducer } from './librdkafka.js';
import { kafkaJsModule, platformaticModule } from './node-clients.js';
import { propertiesText } from './properties.js';
import { formatScript, topicsScript } from './scripts.js';
import { brokerSettings, controllerSettings, kafkaPaths } from './server-settings.js';
/** Kafka 4.x (KRaft) for each log of the contract: a folder a host, and one for clients. */
export function renderKafkaTarget(contract) {
    const { logs = [] } = contract;
    if (logs.length === 0) {
        const expected = 'logs: { events: kafka }';
        return { ok: false, mistakes: [at(['logs'], 'the contract has no log', expected)] };
    }
    const results = logs.map((log) => kafkaPlanOf(contract, log));
    const mistakes = results.flatMap((result) => (result.ok ? [] : result.mistakes));
    if (mistakes.length > 0)
        return { ok: false, mistakes };
    const laidOut = results.flatMap((result) => (result.ok ? [result] : []));
    return renderedOf(laidOut.flatMap(({ plan }) => filesOf(plan)), laidOut.flatMap(({ notes }) => notes), ['logs']);
}
function filesOf(plan) {
    const heading = (what) => [
        `${what}. Rendered by Ninefold for Kafka 4.x; a comment says which promise a value is from.`,
    ];
    const { broker, controller } = kafkaPaths.configuration;
    return [
        ...plan.controllers.flatMap((node) => [
            fileOf(node.address, `${controller}/server.properties`, propertiesText(heading(`Controller ${node.id} of ${plan.log.name}`), controllerSettings(plan, node))),
            fileOf(node.address, `${controller}/format-storage`, formatScript(plan, 'controller'), 0o755),
        ]),
        ...plan.brokers.flatMap((node) => [
            fileOf(node.address, `${broker}/server.properties`, propertiesText(heading(`Broker ${node.id} of ${plan.log.name}`), brokerSettings(plan, node))),
            fileOf(node.address, `${broker}/format-storage`, formatScript(plan, 'broker'), 0o755),
            fileOf(node.address, `${broker}/admin.properties`, propertiesText(heading('For the tools of Kafka'), connectionSettings(plan))),
            ...(plan.log.topics.length === 0
                ? []
                : [fileOf(node.address, `${broker}/create-topics`, topicsScript(plan), 0o755)]),
        ]),
        ...clientFiles(plan),
    ];
}
function clientFiles(plan) {
    const folder = `clients/${plan.log.name}`;
    const of = (client) => [
        `${client}. Rendered by Ninefold; a comment says which promise a value is from.`,
    ];
    return [
        {
            path: `${folder}/producer.properties`,
            text: propertiesText(of('A Java producer (kafka-clients 4.x)'), producerSettings(plan)),
        },
        {
            path: `${folder}/consumer.properties`,
            text: propertiesText(of('A Java consumer (kafka-clients 4.x)'), consumerSettings(plan)),
        },
        {
            path: `${folder}/librdkafka-producer.conf`,
            text: propertiesText(of('A producer of librdkafka'), librdkafkaProducer(plan)),
        },
        {
            path: `${folder}/librdkafka-consumer.conf`,
            text: propertiesText(of('A consumer of librdkafka'), librdkafkaConsumer(plan)),
        },
        { path: `${folder}/kafkajs.mjs`, text: kafkaJsModule(plan) },
        { path: `${folder}/platformatic-kafka.mjs`, text: platformaticModule(plan) },
    ];
}
//# sourceMappingURL=target.js.map