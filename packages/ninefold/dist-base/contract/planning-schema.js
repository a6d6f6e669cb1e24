import { z } from 'zod';
import { leaf, oneOf, wholeNumber } from './leaf.js';
import { right, shown, wrong } from './mistake.js';
import { parseRatio, percentPattern } from './ratio.js';
import { duration } from './values.js';
/** A ratio that may be 0. */
const share = () => leaf(parseRatio, {
    anyOf: [
        { type: 'string', pattern: percentPattern },
        { type: 'number', minimum: 0, maximum: 1 },
    ],
});
const mtbf = () => duration(1).optional().describe('Mean time between failures. Default: a public figure.');
const mttr = () => duration(1).optional().describe('Mean time to recovery. Default: a public figure.');
const price = (what) => leaf((value) => typeof value === 'number' && Number.isFinite(value) && value >= 0 && value <= maxPrice
    ? right(value)
    : wrong(`${shown(value)} is not a price`, `a number from 0 to ${maxPrice}, without a currency`), { type: 'number', minimum: 0, maximum: 1e9 })
    .optional()
    .describe(`${what}, per month. Default: not for sale.`);
const maxPrice = 1_000_000_000;
const host = z.strictObject({
    mtbf: duration(1).prefault('720h').describe('Mean time between failures of one host.'),
    mttr: duration(1).prefault('30m').describe('Mean time to recovery of one host.'),
});
/** `assumptions:`; everything but `host` is for `ninefold plan` alone. */
export const assumptions = z.strictObject({
    host: host.prefault({}).describe('How often one host fails, and for how long.'),
    zone: z
        .strictObject({
        count: wholeNumber(1, 9).optional().describe('Zones of a region in use. Default: 1.'),
        mtbf: mtbf(),
        mttr: mttr(),
    })
        .optional()
        .describe('Availability zones. Default: one, failing as a public figure says.'),
    region: z
        .strictObject({
        mtbf: mtbf(),
        mttr: mttr(),
        failover: duration(1)
            .optional()
            .describe('Until clients of a lost region reach another. Default: 150s.'),
    })
        .optional()
        .describe('How a whole region fails. Default: a public figure.'),
    deploy: z
        .strictObject({
        every: duration(1).optional().describe('Time between two deployments. Default: 7d.'),
        failures: share()
            .optional()
            .describe('The share of deployments that cause an outage. Default: 5%.'),
        mttr: mttr(),
    })
        .optional()
        .describe('Outages caused by deployments. Default: public figures.'),
    configuration: z
        .strictObject({ mtbf: mtbf(), mttr: mttr() })
        .optional()
        .describe('Outages caused by configuration. Default: public figures.'),
    human: z
        .strictObject({ mtbf: mtbf(), mttr: mttr() })
        .optional()
        .describe('Outages caused by mistakes at work. Default: public figures.'),
    maintenance: z
        .strictObject({
        every: duration(1).describe('Time between two planned downtimes.'),
        lasts: duration(1).describe('How long one lasts; shorter than the time between two.'),
    })
        .optional()
        .describe('Planned downtime. Default: none.'),
    failover: z
        .strictObject({
        coverage: share()
            .optional()
            .describe('The chance that the failure of a member is noticed and answered. Default: 99%.'),
        success: share().optional().describe('The chance that a switch-over works. Default: 99%.'),
        promote: duration().optional().describe('From detection to service restored. Default: 1s.'),
        manual: duration(1)
            .optional()
            .describe('Recovery by people when the automatic one did not work. Default: 30m.'),
        lag: duration()
            .optional()
            .describe('Age of the writes that an asynchronous standby lacks. Default: 1s.'),
    })
        .optional()
        .describe('How failover works out. Default: as the properties say.'),
    commonCause: share()
        .optional()
        .describe('The beta factor: the share of failures of a member that take its whole tier. Default: 5%.'),
    repairCrews: wholeNumber(1, 50)
        .optional()
        .describe('Members of a tier that can be repaired at once. Default: all of them.'),
    repair: oneOf(['exponential', 'lognormal', 'weibull', 'fixed'], 'shape of repair times')
        .optional()
        .describe('How repair times spread about their mean. Default: lognormal.'),
    app: z
        .strictObject({
        needed: wholeNumber(1, 50)
            .optional()
            .describe('Replicas that carry the load. Default: half of them, rounded up.'),
    })
        .optional()
        .describe('What the app needs. Default: half of its replicas.'),
    balancer: z
        .strictObject({
        members: wholeNumber(1, 9).optional().describe('Balancers in each region. Default: 1.'),
        failover: duration(1)
            .optional()
            .describe('Until another takes the address over. Default: 4s.'),
    })
        .optional()
        .describe('Redundancy of the balancer. Default: none.'),
    call: z
        .strictObject({
        mttr: mttr(),
        correlated: share()
            .optional()
            .describe("The share of a dependency's unavailability that another attempt meets too. Default: 90%."),
    })
        .optional()
        .describe('How dependencies fail. Default: as the properties say.'),
});
/** `prices:`, for the cheapest change that reaches the promise. */
export const prices = z.strictObject({
    replica: price('One more replica of the app'),
    member: price('One more member of a store'),
    balancer: price('One more balancer in each region'),
    zone: price('To spread over one more zone'),
    region: price('One more region'),
    detection: price('To halve the time to detect a failed member'),
});
/** What was written, with units in the names; what was not stays absent. */
export function assumptionsOf(written) {
    const { host: hostPart, zone, region, deploy, configuration, human, maintenance } = written;
    const { failover, balancer, call } = written;
    return present({
        host: { mtbfMs: hostPart.mtbf, mttrMs: hostPart.mttr },
        zone: zone && present({ ...failureOf(zone), count: zone.count }),
        region: region && present({ ...failureOf(region), failoverMs: region.failover }),
        deploy: deploy && present({ everyMs: deploy.every, failures: deploy.failures, mttrMs: deploy.mttr }),
        configuration: configuration && failureOf(configuration),
        human: human && failureOf(human),
        maintenance: maintenance && { everyMs: maintenance.every, lastsMs: maintenance.lasts },
        failover: failover &&
            present({
                coverage: failover.coverage,
                success: failover.success,
                promoteMs: failover.promote,
                manualMs: failover.manual,
                lagMs: failover.lag,
            }),
        commonCause: written.commonCause,
        repairCrews: written.repairCrews,
        repair: written.repair,
        app: written.app && present(written.app),
        balancer: balancer && present({ members: balancer.members, failoverMs: balancer.failover }),
        call: call && present({ mttrMs: call.mttr, correlated: call.correlated }),
    });
}
function failureOf({ mtbf: mtbfMs, mttr: mttrMs }) {
    return present({ mtbfMs, mttrMs });
}
/** Without the keys that have no value. */
function present(value) {
    const entries = Object.entries(value).filter(([, part]) => part !== undefined);
    // oxlint-disable-next-line no-unsafe-type-assertion -- only undefined was taken away
    return Object.fromEntries(entries);
}
//# sourceMappingURL=planning-schema.js.map