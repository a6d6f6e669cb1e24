import { fileOf } from '../render/rendered.js';
import { dashboardOf } from './dashboard.js';
import { sloMistakes } from './targets.js';
/** A dashboard for Grafana, as its provisioning or its import takes it. */
export function renderGrafanaTarget(contract) {
    const mistakes = sloMistakes(contract);
    if (mistakes.length > 0)
        return { ok: false, mistakes };
    return {
        ok: true,
        files: [
            fileOf('monitoring', `/etc/grafana/dashboards/${contract.service}.json`, `${JSON.stringify(dashboardOf(contract), undefined, 2)}\n`),
        ],
        notes: [
            'the dashboard reads the series that the rules of --target prometheus record, and metrics of the service and engines under the jobs that the rules name',
        ],
    };
}
//# sourceMappingURL=dashboard-target.js.map