import { existsSync, readdirSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';

import type { ReportJson } from '../src/report/json.ts';
import { eventually } from './eventually.ts';
import { type Ending, ninefold, startNinefold } from './ninefold-command.ts';
import { untilNothingIsLeft } from './nothing-left.ts';
import { happenings, readReport, trialOf } from './proof-report.ts';
import { ORDINARY_UID, isRoot, newScene } from './scene.ts';

const PATRONI = '/var/cache/ninefold/patroni-4.1.5/bin/patroni';
const ENGINES = [PATRONI, '/usr/bin/etcd', '/usr/sbin/haproxy', '/usr/sbin/keepalived'];
const areInstalled = isRoot && ENGINES.every((path) => existsSync(path));

/** A cluster that replaces a lost host within 15 s; on a busy machine later. */
function contract(faults: readonly string[]): string {
  return `service: ledger
promise: { availability: 10%, rto: 15s, rpo: 0 }
stores: { ledger: { engine: patroni, members: 3 } }
balancer: { engine: haproxy }
workload: { rate: 20/s }
proof: { trials: 1, recoveryTimeout: 120s, faults: ${JSON.stringify(faults)} }
`;
}

const FAULTS = [
  'kill store primary',
  'kill store primary postgres',
  'switchover store',
  'kill balancer',
  'kill balancer haproxy',
  'kill etcd',
  'partition store primary from etcd and standbys for 20s',
];

describe.skipIf(!areInstalled)('PostgreSQL under Patroni, behind HAProxy and keepalived', () => {
  let report: ReportJson;
  let ending: Ending;

  beforeAll(async () => {
    const scene = newScene();
    ending = await ninefold(scene, ['prove', scene.write('ninefold.yaml', contract(FAULTS))]);
    expect(ending.stderr).not.toContain('an error of Ninefold');
    report = readReport(scene.path('ninefold-report'));
    await untilNothingIsLeft(scene, 5_000);
    expect(interfaces()).toEqual([]);
  }, 400_000);

  it.each(FAULTS)('loses nothing and recovers after "%s"', (fault) => {
    const { brokenBecause } = trialOf(report, fault);
    expect(brokenBecause).toBeUndefined();
    expect(report.verdict.lost.total).toBe(0);
    expect(report.verdict.notTested).toEqual([]);
  });

  it('is proved on the engine that was asked for', () => {
    expect(JSON.stringify(report)).toContain('under Patroni 4.1.5');
  });

  it.each([FAULTS[0], FAULTS[2], FAULTS[6]])('has another primary after "%s"', (fault = '') => {
    const { events } = trialOf(report, fault);
    const broken = events.find(({ kind }) => kind === 'fault')?.member;
    const granted = events.filter(({ kind }) => kind === 'granted').map(({ member }) => member);
    expect(granted.some((member) => member !== undefined && member !== broken)).toBe(true);
  });

  it('brings a killed machine back only when the fault is healed', () => {
    const seen = happenings(trialOf(report, 'kill store primary'));
    const broken = seen.find((one) => one.startsWith('fault'))?.split(' ')[1] ?? '';
    const granted = seen.findIndex((one) => one.startsWith('granted'));
    expect(seen.indexOf(`exited ${broken}`)).toBeLessThan(granted);
    expect(seen.indexOf(`started ${broken}`)).toBeGreaterThan(granted);
  });

  it('kills HAProxy alone, and keepalived goes on', () => {
    const seen = happenings(trialOf(report, 'kill balancer haproxy'));
    expect(seen.some((one) => /^exited balancer\[\d\]$/.test(one))).toBe(true);
    expect(seen.some((one) => one.endsWith('keepalived'))).toBe(false);
  });

  it('finds no second writer where no host is cut off', () => {
    for (const fault of FAULTS.slice(0, 6)) {
      const trials = report.verdict.faults.find((one) => one.fault === fault)?.trials ?? [];
      expect(
        trials.flatMap(({ writers }) => writers.findings),
        fault,
      ).toEqual([]);
      expect(trials.at(-1)?.writers.looks, fault).toBeGreaterThan(20);
    }
  });
});

describe.skipIf(!areInstalled)('a topology on hosts', () => {
  it(
    'leaves nothing when it is killed by SIGKILL, not even a network',
    { timeout: 120_000 },
    async () => {
      const scene = newScene();
      scene.write('ninefold.yaml', contract(['kill etcd']));
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
    'runs for an ordinary user too, who is told which faults need root',
    { timeout: 240_000 },
    async () => {
      const scene = newScene({ uid: ORDINARY_UID });
      scene.write(
        'ninefold.yaml',
        contract(['kill store primary postgres', 'partition store primary']),
      );
      const environment = { NINEFOLD_PATRONI: PATRONI };
      const { stderr } = await ninefold(scene, ['prove'], { environment });
      expect(stderr).not.toContain('an error of Ninefold');
      const { verdict } = readReport(scene.path('ninefold-report'));
      expect(verdict.notTested).toEqual(['partition store primary']);
      expect(verdict.lost.total).toBe(0);
      await untilNothingIsLeft(scene, 5_000);
    },
  );
});

/** This machine's ends of the hosts' networks. */
function interfaces(): string[] {
  return readdirSync('/sys/class/net').filter((name) => /^nf\d+$/.test(name));
}
