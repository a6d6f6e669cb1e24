import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { counted } from '../history/wording.js';
import { measuredFrom, observedFrom } from '../model/measured.js';
import { BadInputError, messageOf } from '../ports/errors.js';
const headSchema = z.object({
    verdict: z.object({
        service: z.string(),
        ruling: z.string(),
        faults: z.array(z.object({
            trials: z.array(z.object({ isVoid: z.boolean(), rto: z.object({ rtoMs: z.number().optional() }) })),
        })),
    }),
});
/**
 * Reads `report.json` files of `ninefold prove` and `incidents.json` of `ninefold postmortem`. Of
 * several reports that measured a tier, the slowest median and the worst count; of several lists of
 * incidents the last.
 *
 * @throws BadInputError for a file that is no report, or one of another service
 */
export function readMeasured(paths, contract) {
    const found = paths.map((path) => readOne(path, contract));
    const byTier = new Map();
    for (const recovery of found.flatMap(({ measured }) => measured.recoveries)) {
        const known = byTier.get(recovery.tier);
        const slower = known !== undefined && known.typicalMs > recovery.typicalMs ? known : recovery;
        byTier.set(recovery.tier, {
            ...slower,
            worstMs: Math.max(known?.worstMs ?? 0, recovery.worstMs),
        });
    }
    const observed = found.findLast(({ measured }) => measured.observed !== undefined)?.measured;
    return {
        measured: { ...observed, recoveries: [...byTier.values()] },
        reports: found.map(({ line }) => line),
    };
}
function readOne(path, contract) {
    let report;
    try {
        report = JSON.parse(readFileSync(path, 'utf8'));
    }
    catch (error) {
        throw new BadInputError(`--from ${path}: can't read it as JSON: ${messageOf(error)}`, {
            cause: error,
        });
    }
    const incidents = observedFrom(report);
    if (incidents !== undefined)
        return readIncidents(path, incidents, contract);
    const measured = measuredFrom(report, contract.stores[0]?.name);
    const head = headSchema.safeParse(report);
    if (measured === undefined || !head.success) {
        throw new BadInputError(`--from ${path}: it is no report; expected the report.json that ninefold prove writes, or the incidents.json of ninefold postmortem`);
    }
    const { service, ruling, faults } = head.data.verdict;
    refuseOther(path, 'a report', service, contract);
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
function readIncidents(path, { service, observed }, contract) {
    refuseOther(path, 'a list of incidents', service, contract);
    return {
        measured: { recoveries: [], observed },
        line: `${path}: ${counted(observed.incidents, 'incident')} of the whole service, to compare with`,
    };
}
function refuseOther(path, what, service, contract) {
    if (service === contract.service)
        return;
    throw new BadInputError(`--from ${path}: it is ${what} of "${service}", and the contract is of "${contract.service}"`);
}
//# sourceMappingURL=read-measured.js.map