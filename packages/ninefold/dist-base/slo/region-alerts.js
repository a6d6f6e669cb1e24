import { labels } from './promql.js';
import { countOf, engineAlert, minuteMs } from './engine-alert.js';
/** Nothing of a region answers. It silences whatever else is told of that region. */
export function regionAlerts(contract, { mend, failover }) {
    const { service, topology, regions } = contract;
    if (topology !== 'multi-region')
        return [];
    return regions.map((region) => engineAlert({
        name: 'RegionLost',
        severity: 'page',
        expr: `${countOf(`up${labels({ region })} == 1`)} < 1`,
        forMs: minuteMs,
        labels: { service, region },
        subject: `${service}-${region}`,
        summary: `${region}: nothing in the region answers`,
        means: `No target in ${region} answers Prometheus. The region is lost, or cut off from it; alerts of single things in ${region} are silenced meanwhile.`,
        clients: `Those of ${region} see errors until their names lead elsewhere.`,
        confirm: [
            {
                say: 'From outside, not by the same network as Prometheus:',
                run: [`up{region="${region}"}`],
            },
        ],
        mend,
        failover,
    }));
}
//# sourceMappingURL=region-alerts.js.map