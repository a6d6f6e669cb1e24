import { z } from 'zod';
import { named, oneOf, text, wholeNumber } from './leaf.js';
import { duration } from './values.js';
const hosts = (most) => z
    .array(text(/^[A-Za-z0-9]([A-Za-z0-9.:-]{0,251}[A-Za-z0-9])?$/, 'a host', 'an address or a host name, such as 10.0.0.51 or kafka-1'))
    .min(1)
    .max(most)
    .optional();
const topic = z.strictObject({
    partitions: wholeNumber(1, 10_000)
        .prefault(12)
        .describe('How many partitions: consumers of one group at most.'),
    retention: duration(60_000).prefault('7d').describe('How long events are kept.'),
});
const log = z.strictObject({
    brokers: wholeNumber(1, 99).optional().describe('How many brokers. Default: 3, or the hosts.'),
    controllers: wholeNumber(1, 9)
        .optional()
        .describe('How many controllers, an odd number. Default: 3, or the controllerHosts.'),
    mayFail: wholeNumber(1, 4)
        .prefault(1)
        .describe('How many brokers may be lost at once without stopping a write.'),
    hosts: hosts(99).describe('The host of each broker. Default: names such as events-broker-0.'),
    controllerHosts: hosts(9).describe('The host of each controller. Default: names such as events-controller-0.'),
    racks: z
        .array(text(/^[A-Za-z0-9._-]{1,63}$/, 'the name of a zone', 'a name such as eu-west-1a'))
        .max(9)
        .prefault([])
        .describe('Zones, dealt to the brokers in turn.'),
    topics: named(topic, /^[A-Za-z0-9][A-Za-z0-9._-]{0,248}$/, 'the name of a topic', 'letters, digits, dots, dashes and underscores, such as orders.placed')
        .prefault({})
        .describe('Topics by name.'),
});
/** `logs:`, by name. */
export const logs = named(z.union([oneOf(['kafka'], 'log'), log]), /^[a-z]([a-z0-9-]{0,38}[a-z0-9])?$/, 'the name of a log', 'lower-case letters, digits and dashes, such as events');
/** Completes what a contract says of its logs. */
export function logsOf(written) {
    return Object.entries(written).map(([name, one]) => {
        const full = one === 'kafka' ? log.parse({}) : one;
        return {
            name,
            brokers: full.brokers ?? full.hosts?.length ?? 3,
            controllers: full.controllers ?? full.controllerHosts?.length ?? 3,
            mayFail: full.mayFail,
            hosts: full.hosts ?? [],
            controllerHosts: full.controllerHosts ?? [],
            racks: full.racks,
            topics: Object.entries(full.topics).map(([topicName, { partitions, retention }]) => ({
                name: topicName,
                partitions,
                retentionMs: retention,
            })),
        };
    });
}
//# sourceMappingURL=logs.js.map