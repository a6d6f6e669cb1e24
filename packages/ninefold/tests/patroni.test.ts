import { beforeAll, describe, expect, it } from 'vitest';

import type { ReportJson } from '../src/report/json.ts';
import { type Ending, ninefold } from './ninefold-command.ts';
import { untilNothingIsLeft } from './nothing-left.ts';
import { hasPatroniEngines, ledgerContract } from './patroni-engines.ts';
import { happenings, readReport, trialOf } from './proof-report.ts';
import { newScene } from './scene.ts';

/** In an order in which what one leaves does not slow the next. */
const FAULTS = [
  'kill store primary postgres',
  'switchover store',
  'kill etcd, then kill balancer haproxy',
  'kill balancer',
  'kill store primary',
  // Longer than its lease of 12 s: another is primary before it hears of it.
  'partition store primary from etcd and standbys for 15s',
  // Long enough that only a guard of ours can end it.
  'partition store primary from standbys for 18s',
  'partition store primary from clients for 18s',
];
const [POSTGRES, SWITCHOVER, , BALANCER, MACHINE, CUT, ISOLATED, UNREACHED] = FAULTS;

describe.skipIf(!hasPatroniEngines)(
  'PostgreSQL under Patroni, behind HAProxy and keepalived',
  () => {
    let report: ReportJson;
    let ending: Ending;

    beforeAll(async () => {
      const scene = newScene();
      ending = await ninefold(scene, [
        'prove',
        scene.write('ninefold.yaml', ledgerContract(FAULTS)),
      ]);
      expect(ending.stderr).not.toContain('an error of Ninefold');
      report = readReport(scene.path('ninefold-report'));
      await untilNothingIsLeft(scene, 5_000);
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

    it.each([POSTGRES, SWITCHOVER, MACHINE, CUT])(
      'has another primary after "%s"',
      (fault = '') => {
        const { events } = trialOf(report, fault);
        const broken = events.find(({ kind }) => kind === 'fault')?.member;
        const granted = events.filter(({ kind }) => kind === 'granted').map(({ member }) => member);
        expect(granted.some((member) => member !== undefined && member !== broken)).toBe(true);
      },
    );

    it('brings a killed machine back only when the fault is healed', () => {
      const seen = happenings(trialOf(report, MACHINE ?? ''));
      const broken = seen.find((one) => one.startsWith('fault'))?.split(' ')[1] ?? '';
      const granted = seen.findIndex((one) => one.startsWith('granted'));
      expect(seen.indexOf(`exited ${broken}`)).toBeLessThan(granted);
      expect(seen.indexOf(`started ${broken}`)).toBeGreaterThan(granted);
    });

    it('resets a primary that is cut off by its watchdog, before another is granted the key', () => {
      const { events } = trialOf(report, CUT ?? '');
      const reset = events.findIndex(({ text }) => text === 'the watchdog reset the host');
      const broken = events[reset]?.member;
      expect(broken).toBe(events.find(({ kind }) => kind === 'fault')?.member);
      const granted = events.findIndex(
        ({ kind, member }) => kind === 'granted' && member !== broken,
      );
      expect(granted).toBeGreaterThan(reset);
    });

    it.each([ISOLATED, UNREACHED])('hands over before "%s" is healed', (fault = '') => {
      const { events } = trialOf(report, fault);
      const broken = events.find(({ kind }) => kind === 'fault')?.member;
      const granted = events.findIndex(
        ({ kind, member }) => kind === 'granted' && member !== broken,
      );
      expect(granted).toBeGreaterThan(-1);
      expect(granted).toBeLessThan(events.findIndex(({ kind }) => kind === 'healed'));
    });

    it('fences a primary that its standbys do not hear, before another is granted the key', () => {
      const { events } = trialOf(report, ISOLATED ?? '');
      const broken = events.find(({ kind }) => kind === 'fault')?.member;
      const fenced = events.findIndex(({ kind, member }) => kind === 'exited' && member === broken);
      const granted = events.findIndex(
        ({ kind, member }) => kind === 'granted' && member !== broken,
      );
      expect(fenced).toBeGreaterThan(-1);
      expect(fenced).toBeLessThan(granted);
    });

    it('kills HAProxy alone, and keepalived goes on', () => {
      const seen = happenings(trialOf(report, FAULTS[2] ?? ''));
      expect(seen.some((one) => /^exited balancer\[\d\]$/.test(one))).toBe(true);
      expect(seen.some((one) => one.endsWith('keepalived'))).toBe(false);
      const machine = happenings(trialOf(report, BALANCER ?? ''));
      expect(machine.some((one) => one.endsWith('keepalived'))).toBe(true);
    });

    it('never finds a second writer', () => {
      for (const { fault, trials } of report.verdict.faults) {
        expect(
          trials.flatMap(({ writers }) => writers.findings),
          fault,
        ).toEqual([]);
        expect(trials.at(-1)?.writers.looks, fault).toBeGreaterThan(20);
      }
    });
  },
);
