import type { Contract } from '../contract/contract.ts';
import { fileOf } from '../render/rendered.ts';
import type { Rendered } from '../render/rendered.ts';
import { dashboardOf } from './dashboard.ts';
import { sloMistakes } from './targets.ts';

/** A dashboard for Grafana, as its provisioning or its import takes it. */
export function renderGrafanaTarget(contract: Contract): Rendered {
  const mistakes = sloMistakes(contract);
  if (mistakes.length > 0) return { ok: false, mistakes };
  return {
    ok: true,
    files: [
      fileOf(
        'monitoring',
        `/etc/grafana/dashboards/${contract.service}.json`,
        `${JSON.stringify(dashboardOf(contract), undefined, 2)}\n`,
      ),
    ],
    notes: [
      'the dashboard reads the series that the rules of --target prometheus record, and metrics of the service and engines under the jobs that the rules name',
    ],
  };
}
