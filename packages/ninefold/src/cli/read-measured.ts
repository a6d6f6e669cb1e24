import { readFileSync } from 'node:fs';
import { z } from 'zod';

import type { Contract } from '../contract/contract.ts';
import { counted } from '../history/wording.ts';
import { measuredFrom } from '../model/measured.ts';
import type { Measured, MeasuredRecovery } from '../model/measured.ts';
import { BadInputError, messageOf } from '../ports/errors.ts';

/** What reports of `ninefold prove` measured, and a line on each. */
export interface MeasuredReports {
  readonly measured: Measured;
  readonly reports: readonly string[];
}

const headSchema = z.object({
  verdict: z.object({
    service: z.string(),
    ruling: z.string(),
    faults: z.array(
      z.object({
        trials: z.array(
          z.object({ isVoid: z.boolean(), rto: z.object({ rtoMs: z.number().optional() }) }),
        ),
      }),
    ),
  }),
});

/**
 * Reads `report.json` files. Of several that measured a tier, the slowest median and the worst count.
 *
 * @throws BadInputError for a file that is no report, or one of another service
 */
export function readMeasured(paths: readonly string[], contract: Contract): MeasuredReports {
  const found = paths.map((path) => readOne(path, contract));
  const byTier = new Map<string, MeasuredRecovery>();
  for (const recovery of found.flatMap(({ measured }) => measured.recoveries)) {
    const known = byTier.get(recovery.tier);
    const slower = known !== undefined && known.typicalMs > recovery.typicalMs ? known : recovery;
    byTier.set(recovery.tier, {
      ...slower,
      worstMs: Math.max(known?.worstMs ?? 0, recovery.worstMs),
    });
  }
  return {
    measured: { recoveries: [...byTier.values()] },
    reports: found.map(({ line }) => line),
  };
}

function readOne(path: string, contract: Contract): { measured: Measured; line: string } {
  let report: unknown;
  try {
    report = JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    throw new BadInputError(`--from ${path}: can't read it as JSON: ${messageOf(error)}`, {
      cause: error,
    });
  }
  const measured = measuredFrom(report, contract.stores[0]?.name);
  const head = headSchema.safeParse(report);
  if (measured === undefined || !head.success) {
    throw new BadInputError(
      `--from ${path}: it is no report; expected the report.json that ninefold prove writes`,
    );
  }
  const { service, ruling, faults } = head.data.verdict;
  if (service !== contract.service) {
    throw new BadInputError(
      `--from ${path}: it is a report of "${service}", and the contract is of "${contract.service}"`,
    );
  }
  const trials = faults.flatMap((fault) => fault.trials).filter(({ isVoid }) => !isVoid);
  const never = trials.filter(({ rto }) => rto.rtoMs === undefined).length;
  const taken = measured.recoveries.map(({ tier }) => tier).join(', ');
  return {
    measured,
    line: [
      `${path} (${ruling}): ${taken === '' ? 'no recovery of a killed or frozen member in it' : `recovery of ${taken}`}`,
      ...(never === 0
        ? []
        : [
            `in ${counted(never, 'trial')} service never came back, and no recovery time stands for that`,
          ]),
    ].join('; '),
  };
}
