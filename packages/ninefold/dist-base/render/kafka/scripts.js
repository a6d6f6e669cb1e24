import { hostPort, lines, shellWord } from '../config-text.js';
import { kafkaPorts } from './kafka-plan.js';
import { kafkaPaths } from './server-settings.js';
/** Prepares the disk of a new node; on one that is prepared it changes nothing. */
export function formatScript(plan, role) {
    const members = plan.controllers
        .map(({ id, address }) => `${id}@${hostPort(address, kafkaPorts.controllers)}:\${CONTROLLER_${id}:?}`)
        .join(',');
    return lines('#!/bin/sh', '# Run once on each host of a new cluster, as the user that Kafka runs as.', '# Ids, made once and the same on every host, are no secrets: "kafka-storage.sh random-uuid" prints one.', role === 'controller'
        ? `# /etc/kafka/cluster-ids.env: CLUSTER_ID, ${plan.controllers.map(({ id }) => `CONTROLLER_${id}`).join(', ')}.`
        : '# /etc/kafka/cluster-ids.env: CLUSTER_ID.', 'set -eu', '. /etc/kafka/cluster-ids.env', `exec "\${KAFKA_HOME:-/opt/kafka}/bin/kafka-storage.sh" format --ignore-formatted --cluster-id "\${CLUSTER_ID:?}" --config ${kafkaPaths.configuration[role]}/server.properties${role === 'controller' ? ` --initial-controllers "${members}"` : ''}`);
}
/** Creates the topics of the contract that are not there yet. */
export function topicsScript(plan) {
    const bootstrap = plan.brokers.map(({ address }) => hostPort(address, kafkaPorts.clients));
    return lines('#!/bin/sh', '# Creates the topics that are not there; those that are stay as they are. Run on a broker, once it is up.', 'set -eu', 'topic() {', `  "\${KAFKA_HOME:-/opt/kafka}/bin/kafka-topics.sh" --bootstrap-server ${shellWord(bootstrap.join(','))} \\`, `    --command-config ${kafkaPaths.configuration.broker}/admin.properties --create --if-not-exists "$@"`, '}', plan.log.topics.map((topic) => [
        'topic',
        '--topic',
        shellWord(topic.name),
        '--partitions',
        String(topic.partitions),
        '--replication-factor',
        String(plan.replicationFactor),
        ...Object.entries(topicSettings(plan, topic)).map(([key, value]) => `--config ${key}=${value}`),
    ].join(' ')));
}
/** A topic's own settings: they hold whatever the brokers' defaults become. */
export function topicSettings({ minInsyncReplicas }, { retentionMs }) {
    return {
        'min.insync.replicas': minInsyncReplicas,
        'unclean.leader.election.enable': false,
        'retention.ms': retentionMs,
    };
}
//# sourceMappingURL=scripts.js.map