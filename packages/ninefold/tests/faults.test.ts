import { beforeAll, describe, expect, it } from 'vitest';

import type { ReportJson } from '../src/report/json.ts';
import { ordersContract, storeContract } from './contracts.ts';
import { type Ending, ninefold } from './ninefold-command.ts';
import { happenings, notOk, readReport, slowestMs, trialOf } from './proof-report.ts';
import { type Scene, ORDINARY_UID, isRoot, newScene } from './scene.ts';
import { expectNoClientSaw, expectNothingBroken } from './verdict-of.ts';

/** One run of all the faults; each test then reads of its own. */
function proved(
  contract: string,
  sceneOf: () => Scene = newScene,
): { ending: () => Ending; report: () => ReportJson } {
  let ending: Ending | undefined;
  let report: ReportJson | undefined;
  beforeAll(async () => {
    const scene = sceneOf();
    ending = await ninefold(scene, ['prove', scene.write('ninefold.yaml', contract)]);
    expect(ending.stderr).not.toContain('an error of Ninefold');
    report = readReport(scene.path('ninefold-report'));
    expect(scene.leftovers()).toEqual([]);
  });
  return {
    ending: () => ending ?? expect.fail('it did not run'),
    report: () => report ?? expect.fail('it did not run'),
  };
}

const PROCESS_FAULTS = [
  'kill app[1]',
  'stop app[0]',
  'freeze app[2] for 1s',
  'kill store primary',
  'stop store primary',
  'freeze store primary for 1s',
  'kill store standby',
  'switchover store primary',
  'kill balancer',
  'freeze balancer for 500ms',
  'rolling restart',
];

describe('faults of processes, on three replicas and three PostgreSQL', () => {
  const { ending, report } = proved(ordersContract({ faults: PROCESS_FAULTS }));

  it('recovers from each, loses nothing, and never has two writers', () => {
    expectNothingBroken(report(), ending().code);
    for (const { trials } of report().verdict.faults) {
      expect(trials[0]?.writers.looks).toBeGreaterThan(20);
    }
  });

  it('kills the very replica that is named, which is started again', () => {
    const trial = trialOf(report(), 'kill app[1]');
    expect(happenings(trial)).toEqual(
      expect.arrayContaining([
        'fault app[1]',
        'exited app[1]',
        'started app[1]',
        'admitted app[1]',
      ]),
    );
    expect(trial.events.find(({ kind }) => kind === 'exited')?.text).toContain('SIGKILL');
  });

  it('stops a replica by SIGTERM, so that it ends by itself', () => {
    const trial = trialOf(report(), 'stop app[0]');
    expect(trial.events.find(({ kind }) => kind === 'exited')).toMatchObject({
      member: 'app[0]',
      text: 'ended: exit 0',
    });
    expectNoClientSaw(report(), 'stop app[0]');
  });

  it('takes a frozen replica out of rotation, and back when it is thawed', () => {
    const seen = happenings(trialOf(report(), 'freeze app[2] for 1s'));
    expect(seen).not.toContain('exited app[2]');
    expect(seen.indexOf('ejected app[2]')).toBeGreaterThan(seen.indexOf('fault app[2]'));
    expect(seen.lastIndexOf('admitted app[2]')).toBeGreaterThan(seen.indexOf('healed app[2]'));
  });

  for (const fault of [
    'kill store primary',
    'stop store primary',
    'freeze store primary for 1s',
    'switchover store primary',
  ]) {
    it(`has another primary after "${fault}", and the old one as a standby again`, () => {
      const { events } = trialOf(report(), fault);
      const broken = events.find(({ kind }) => kind === 'fault')?.member;
      const promoted = events.find(({ kind }) => kind === 'promoted');
      expect(promoted?.member).toMatch(/^orders\[/);
      expect(promoted?.member).not.toBe(broken);
      const follows = events.filter(
        ({ kind, member }) => member === broken && (kind === 'rejoined' || kind === 'repointed'),
      );
      expect(follows.length).toBeGreaterThan(0);
    });
  }

  it('fences a frozen primary before another may write', () => {
    const seen = happenings(trialOf(report(), 'freeze store primary for 1s')).map(
      (one) => one.split(' ')[0],
    );
    expect(seen.indexOf('fenced')).toBeGreaterThan(seen.indexOf('detected'));
    expect(seen.indexOf('granted')).toBeGreaterThan(seen.indexOf('fenced'));
    expect(seen.indexOf('promoted')).toBeGreaterThan(seen.indexOf('granted'));
  });

  it('needs no new primary when a standby is killed, and no client sees it', () => {
    const trial = trialOf(report(), 'kill store standby');
    expect(happenings(trial).some((one) => one.startsWith('promoted'))).toBe(false);
    expectNoClientSaw(report(), 'kill store standby');
  });

  it('starts a killed balancer again, which clients notice', () => {
    const trial = trialOf(report(), 'kill balancer');
    expect(happenings(trial)).toEqual(
      expect.arrayContaining(['exited balancer', 'started balancer', 'ready balancer']),
    );
    expect(notOk(trial).length).toBeGreaterThan(0);
  });

  it('counts the wait on a frozen balancer from when each operation was due', () => {
    expect(slowestMs(trialOf(report(), 'freeze balancer for 500ms'))).toBeGreaterThan(450);
  });

  it('restarts every replica, one after the other, and no client sees it', () => {
    const trial = trialOf(report(), 'rolling restart');
    const exits = happenings(trial).filter((one) => one.startsWith('exited'));
    expect(exits).toEqual(['exited app[0]', 'exited app[1]', 'exited app[2]']);
    expectNoClientSaw(report(), 'rolling restart');
  });
});

const LINK_FAULTS = [
  'partition app[1] for 1s',
  'delay app[0] by 300ms for 1s',
  'reset balancer for 300ms',
  'drop balancer at 20% for 1s',
  'throttle balancer to 8KB/s for 1s',
  'partition store primary for 1s',
  'partition store standby for 1s',
  'delay store replication by 400ms for 1s',
];

describe('faults of the links between members', () => {
  const { ending, report } = proved(ordersContract({ faults: LINK_FAULTS }));

  it('recovers from each, loses nothing, and never has two writers', () => {
    expectNothingBroken(report(), ending().code);
    for (const { trials } of report().verdict.faults) {
      expect(trials[0]?.writers.looks).toBeGreaterThan(20);
    }
  });

  it('ejects a replica behind a partition, whose process goes on', () => {
    const seen = happenings(trialOf(report(), 'partition app[1] for 1s'));
    expect(seen).toContain('ejected app[1]');
    expect(seen).not.toContain('exited app[1]');
    expect(seen.indexOf('healed app[1]')).toBeLessThan(seen.lastIndexOf('admitted app[1]'));
  });

  it('delays what goes through the link, and only that', () => {
    const trial = trialOf(report(), 'delay app[0] by 300ms for 1s');
    expect(slowestMs(trial)).toBeGreaterThanOrEqual(300);
    const before = trial.operations.filter(({ endedMs }) => endedMs < trial.faultAtMs);
    expect(before.filter(({ dueMs, endedMs }) => endedMs - dueMs >= 300)).toEqual([]);
  });

  it('resets the connections of clients, who are told so', () => {
    expect(notOk(trialOf(report(), 'reset balancer for 300ms')).join()).toMatch(
      /ECONN|reset|hang|socket/i,
    );
  });

  it('makes lost data late, not wrong', () => {
    const trial = trialOf(report(), 'drop balancer at 20% for 1s');
    expect(slowestMs(trial)).toBeGreaterThan(150);
  });

  it('lets no more through than the bandwidth', () => {
    const trial = trialOf(report(), 'throttle balancer to 8KB/s for 1s');
    expect(slowestMs(trial)).toBeGreaterThan(200);
  });

  it('replaces a primary that nobody reaches', () => {
    const { events } = trialOf(report(), 'partition store primary for 1s');
    const broken = events.find(({ kind }) => kind === 'fault')?.member;
    expect(events.find(({ kind }) => kind === 'promoted')?.member).not.toBe(broken);
  });

  it('lets commits wait for a standby that is late', () => {
    const trial = trialOf(report(), 'delay store replication by 400ms for 1s');
    expect(slowestMs(trial)).toBeGreaterThanOrEqual(400);
    expect(happenings(trial).some((one) => one.startsWith('promoted'))).toBe(false);
  });
});

const REGIONS = 'regions: [north, south, west]';

describe('the loss of a region', () => {
  const { ending, report } = proved(ordersContract({ faults: ['kill region'], more: REGIONS }));

  it('loses nothing when it is the primary’s, and serves from the others', () => {
    const { events } = trialOf(report(), 'kill region');
    const exited = events.filter(({ kind }) => kind === 'exited').map(({ member }) => member);
    expect(exited).toEqual(expect.arrayContaining(['balancer[north]', 'app[0]']));
    const promoted = events.find(({ kind }) => kind === 'promoted');
    expect(promoted?.member).toMatch(/^orders\[[12]\]$/);
    // It stays lost until clients are served by the others.
    const back = events.find(({ kind, member }) => kind === 'started' && member === 'app[0]');
    expect(back?.atMs).toBeGreaterThan((promoted?.atMs ?? Infinity) + 1_000);
    expectNothingBroken(report(), ending().code);
  });
});

describe('a region that is cut off', () => {
  const fault = 'partition region[north] for 1s';
  const { ending, report } = proved(ordersContract({ faults: [fault], more: REGIONS }));

  it('loses nothing, and never has two writers', () => {
    expectNothingBroken(report(), ending().code);
    expect(report().verdict.faults[0]?.trials[0]?.writers.looks).toBeGreaterThan(20);
    const { events } = trialOf(report(), fault);
    expect(events.find(({ kind }) => kind === 'promoted')?.member).toMatch(/^orders\[[12]\]$/);
  });
});

const FILL = storeContract({ faults: ['fill store primary for 1s'] });

describe.runIf(isRoot)('a full disk under the primary, as root', () => {
  const { ending, report } = proved(FILL);

  it('is a fault like others: nothing is lost, and the service is back', () => {
    const trial = trialOf(report(), 'fill store primary for 1s');
    expect(happenings(trial)[0]).toMatch(/^fault ledger\[/);
    expectNothingBroken(report(), ending().code);
  });
});

it('says that a disk can’t be filled without root, and does not call that kept', async () => {
  const scene = newScene(isRoot ? { uid: ORDINARY_UID } : {});
  const ending = await ninefold(scene, ['prove', scene.write('ninefold.yaml', FILL)]);
  expect(ending.code).toBe(3);
  expect(ending.stdout).toMatch(/fill ledger\[\d\] is not supported here: .*needs root/);
  expect(readReport(scene.path('ninefold-report')).verdict).toMatchObject({
    ruling: 'not tested',
    notTested: ['fill store primary for 1s'],
  });
  expect(scene.leftovers()).toEqual([]);
});
