import { existsSync, readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

import { eventually } from './eventually.ts';
import { ninefold, startNinefold } from './ninefold-command.ts';
import { untilNothingIsLeft } from './nothing-left.ts';
import { hasPatroniEngines, ledgerContract } from './patroni-engines.ts';
import { readReport, trialOf } from './proof-report.ts';
import { ORDINARY_UID, newScene } from './scene.ts';

/** Of Debian 12: 3.0.2. */
const DEBIANS = '/usr/bin/patroni';

describe.skipIf(!hasPatroniEngines || !existsSync(DEBIANS))('a topology on hosts', () => {
  it(
    'leaves nothing when it is killed by SIGKILL, not even a network',
    { timeout: 120_000 },
    async () => {
      const scene = newScene();
      scene.write('ninefold.yaml', ledgerContract(['kill etcd']));
      const command = startNinefold(scene, ['up']);
      await eventually('Patroni to elect a leader', 60_000, () =>
        command.stderr().includes('granted'),
      );
      expect(interfaces().length).toBeGreaterThan(0);
      command.child.kill('SIGKILL');
      await command.ended;
      await untilNothingIsLeft(scene, 15_000);
      await eventually('its network to be gone', 5_000, () => interfaces().length === 0);
    },
  );

  it(
    "fails over for an ordinary user too, under Debian's Patroni, and tells which faults need root",
    { timeout: 240_000 },
    async () => {
      const scene = newScene({ uid: ORDINARY_UID });
      const faults = ['kill store primary', 'partition store primary'];
      scene.write('ninefold.yaml', ledgerContract(faults));
      const environment = { NINEFOLD_PATRONI: DEBIANS };
      const { stderr } = await ninefold(scene, ['prove'], { environment });
      expect(stderr).not.toContain('an error of Ninefold');
      const report = readReport(scene.path('ninefold-report'));
      expect(report.verdict.notTested).toEqual(['partition store primary']);
      expect(report.verdict.lost.total).toBe(0);
      expect(JSON.stringify(report)).toContain('under Patroni 3.0');
      const { events, brokenBecause } = trialOf(report, 'kill store primary');
      expect(brokenBecause).toBeUndefined();
      const broken = events.find(({ kind }) => kind === 'fault')?.member;
      expect(events.find(({ kind }) => kind === 'granted')?.member).not.toBe(broken);
      await untilNothingIsLeft(scene, 5_000);
    },
  );
});

/** This machine's ends of the hosts' networks. */
function interfaces(): string[] {
  return readdirSync('/sys/class/net').filter((name) => /^nf\d+$/.test(name));
}
