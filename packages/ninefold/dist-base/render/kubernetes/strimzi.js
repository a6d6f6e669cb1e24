import { formatDuration } from '../../contract/duration.js';
import { at } from '../../contract/located-mistake.js';
import { clusterSettings } from '../kafka/server-settings.js';
import { topicSettings } from '../kafka/scripts.js';
import { manifest } from './manifest.js';
import { objectLabels } from './names.js';
import { spreadOf } from './spread.js';
/** Kafka's own session of a broker: Strimzi lets nobody change settings that begin with "broker.". */
const strimziSessionMs = 9000;
/** What Strimzi can't keep of the promise. */
export function strimziMistakes({ promise }, plan) {
    const boundMs = plan.bounds.hostMs - plan.timing.brokerSessionMs + strimziSessionMs;
    if (promise.rtoMs >= boundMs)
        return [];
    const message = `Strimzi keeps a broker's session at ${formatDuration(strimziSessionMs)}, so a lost host of ${plan.log.name} costs up to ${formatDuration(boundMs)}`;
    return [at(['promise', 'rto'], message, `an rto of at least ${formatDuration(boundMs)}`)];
}
/** A log as Kafka, KafkaNodePool, KafkaTopic and KafkaUser, which Strimzi keeps. */
export function strimziObjects(contract, plan, spec) {
    const { log } = plan;
    return [
        kafka(contract, plan, spec),
        nodePool(contract, log, spec, 'controller'),
        nodePool(contract, log, spec, 'broker'),
        ...log.topics.map((topic) => {
            const object = {
                ...head(contract, log, spec, 'KafkaTopic', `${log.name}-${topicObjectName(topic.name)}`),
                spec: {
                    topicName: topic.name,
                    partitions: topic.partitions,
                    replicas: plan.replicationFactor,
                    config: topicSettings(plan, topic),
                },
            };
            return manifest(object, {
                'spec.replicas': `${plan.reasons.mayFail}: ${plan.minInsyncReplicas} copies before a write is acknowledged, and as many more as brokers may fail.`,
            });
        }),
        user(contract, log, spec),
    ];
}
function kafka(contract, plan, spec) {
    const settings = clusterSettings(plan).filter(([key]) => !key.startsWith('broker.'));
    const object = {
        ...head(contract, plan.log, spec, 'Kafka', plan.log.name),
        spec: {
            kafka: {
                listeners: [
                    {
                        name: 'tls',
                        port: 9093,
                        type: 'internal',
                        tls: true,
                        authentication: { type: 'tls' },
                    },
                ],
                rack: { topologyKey: 'topology.kubernetes.io/zone' },
                config: Object.fromEntries(settings.map(([key, value]) => [key, value])),
            },
            entityOperator: { topicOperator: {}, userOperator: {} },
        },
    };
    return manifest(object, {
        'spec.kafka.rack': `${plan.reasons.rpo}: copies of one event are in several zones.`,
        'spec.kafka.config': settings
            .flatMap(([key, , why]) => (why === undefined ? [] : [`${key}: ${why}`]))
            .join('\n '),
    });
}
function nodePool(contract, log, spec, role) {
    const { storage } = spec;
    const zones = contract.assumptions.zone?.count;
    const name = `${log.name}-${role}`;
    const replicas = role === 'broker' ? log.brokers : log.controllers;
    const object = {
        ...head(contract, log, spec, 'KafkaNodePool', name),
        spec: {
            replicas,
            roles: [role],
            storage: {
                type: 'jbod',
                volumes: [
                    {
                        id: 0,
                        type: 'persistent-claim',
                        size: storage.size,
                        ...(storage.class === undefined ? {} : { class: storage.class }),
                        kraftMetadata: 'shared',
                        deleteClaim: false,
                    },
                ],
            },
            resources: {
                requests: { cpu: storage.cpu, memory: storage.memory },
                limits: { memory: storage.memory },
            },
            template: {
                pod: {
                    priorityClassName: contract.service,
                    terminationGracePeriodSeconds: 120,
                    topologySpreadConstraints: spreadOf({
                        labels: { 'strimzi.io/cluster': log.name, 'strimzi.io/pool-name': name },
                        ...(zones === undefined ? {} : { zones }),
                        overNodes: (spec.nodes ?? 0) > replicas,
                    }),
                },
            },
        },
    };
    return manifest(object, {
        'spec.template.pod.terminationGracePeriodSeconds': 'A broker hands its partitions over before it ends; a kill would cost a session instead.',
        'spec.template.pod.topologySpreadConstraints': `logs.${log.name}.mayFail ${log.mayFail}: a lost zone or node takes its share and no more.`,
    });
}
function user(contract, log, spec) {
    const object = {
        ...head(contract, log, spec, 'KafkaUser', `${contract.service}-${log.name}`),
        spec: { authentication: { type: 'tls' } },
    };
    return manifest(object);
}
function head({ service }, log, { namespace }, kind, name) {
    const labels = { ...objectLabels(service, name), 'strimzi.io/cluster': log.name };
    return { apiVersion: 'kafka.strimzi.io/v1', kind, metadata: { name, namespace, labels } };
}
/** A topic's name as an object may be called; `spec.topicName` has the name itself. */
function topicObjectName(topic) {
    return topic
        .toLowerCase()
        .replaceAll(/[^a-z0-9.-]/g, '-')
        .replaceAll(/[.-]+$/g, '');
}
//# sourceMappingURL=strimzi.js.map