const hour = 3_600_000;
const year = 8760 * hour;
/** Durations in ms, ratios 0 to 1. docs/model.md discusses each of them. */
export const defaultFigures = {
    'host.mtbf': {
        value: 720 * hour,
        source: 'the common worked example of 30 days; harsher than Google in 2008 (J. Dean: 1,000 failures of 1,800 machines in a first year, one in 1.8 years)',
    },
    'host.mttr': { value: hour / 2, source: 'the common worked example of 30 minutes' },
    'zone.mtbf': {
        value: year,
        source: 'J. Dean, Google I/O 2008: one power distribution unit of a cluster fails a year',
    },
    'zone.mttr': {
        value: 6 * hour,
        source: 'J. Dean, Google I/O 2008: 500 to 1,000 machines of a cluster down for about 6 hours',
    },
    'region.mtbf': { value: year, source: 'one outage a year (see its MTTR)' },
    'region.mttr': {
        value: 0.0001 * year,
        source: 'Amazon EC2 SLA: a region is 99.99% available; taken as used up by one outage a year',
    },
    'region.failover': {
        value: 150_000,
        source: 'Amazon Route 53: three health checks 30 s apart, and a TTL of 60 s',
    },
    'deploy.every': {
        value: 7 * 24 * hour,
        source: 'once a week, a convention: elite teams (DORA 2024) deploy more often',
    },
    'deploy.failures': {
        value: 0.05,
        source: 'DORA, Accelerate State of DevOps 2024: the change failure rate of elite teams, 5%',
    },
    'deploy.mttr': {
        value: hour,
        source: 'DORA, Accelerate State of DevOps 2024: elite teams recover in less than an hour',
    },
    'configuration.mtbf': {
        value: year / (outagesPerServiceYear() * 0.1),
        source: 'Gunawi et al., SoCC 2016: 597 outages of 32 services in 7 years, a tenth of them taken as configuration',
    },
    'configuration.mttr': { value: hour, source: 'as a failed deployment (DORA 2024)' },
    'human.mtbf': {
        value: year / (outagesPerServiceYear() * 0.04),
        source: 'Gunawi et al., SoCC 2016: 597 outages of 32 services in 7 years, one in 25 taken as a mistake at work',
    },
    'human.mttr': { value: hour, source: 'as a failed deployment (DORA 2024)' },
    'failover.coverage': {
        value: 0.99,
        source: 'the customary order (Dugan & Trivedi, IEEE Trans. Computers 38, 1989); prove measures it',
    },
    'failover.success': { value: 0.99, source: 'the customary order; prove measures it' },
    'failover.promote': { value: 1000, source: 'a round figure; prove measures it' },
    'failover.manual': {
        value: hour / 2,
        source: 'SRE book, chapter 11: on-call answers in 5 minutes; 25 more to mend',
    },
    'failover.lag': { value: 1000, source: 'a round figure; measure it' },
    commonCause: {
        value: 0.05,
        source: 'IEC 61508-6, annex D: beta factors of 1% to 10%, the middle of them',
    },
    'balancer.failover': {
        value: 4000,
        source: 'VRRP, RFC 5798: three advertisements 1 s apart, and the skew time',
    },
    'call.mttr': { value: hour, source: 'as a failed deployment (DORA 2024)' },
    'call.correlated': {
        value: 0.9,
        source: 'a cautious convention: outages outlast retries; measure it',
    },
};
/**
 * The standard deviation of the logarithm of lognormal repair times. Schroeder & Gibson, DSN 2006,
 * found repair times of machines lognormal, with a mean far above the median.
 */
export const lognormalSigma = 1;
/** Shape of Weibull repair times; below 1: many short repairs, few long ones. */
export const weibullShape = 0.8;
/** 597 / (32 x 7). */
function outagesPerServiceYear() {
    return 597 / (32 * 7);
}
//# sourceMappingURL=default-figures.js.map