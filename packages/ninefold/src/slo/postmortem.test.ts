import { expect, test } from 'vitest';

import { contract } from '../history/histories.test.data.ts';
import { sampleRecord } from '../report/sample-records.test.data.ts';
import { incidentsOfProof } from './incidents-of-proof.ts';
import { statisticsOf } from './incident.ts';
import { renderPostmortem } from './postmortem.ts';
import { renderStatus } from './status-text.ts';
import { statusOfProof } from './status-of-proof.ts';

const never = (): string => 'no instant is known';
const quiet = sampleRecord({ fault: 'kill app', trial: 1, seed: 1, outageMs: 0 });
const short = sampleRecord({ fault: 'kill store primary', trial: 1, seed: 2, outageMs: 300 });
const long = sampleRecord({ fault: 'freeze store primary', trial: 1, seed: 3, outageMs: 900 });
const spoilt = sampleRecord({ fault: 'kill app', trial: 2, seed: 4, outageMs: 0, lagMs: 400 });
const lost = sampleRecord({
  fault: 'kill store primary',
  trial: 2,
  seed: 5,
  outageMs: 300,
  lost: 3,
});

test('the incidents of a proof are the faults that clients noticed, costliest first', () => {
  const found = incidentsOfProof(contract, [quiet, short, long, spoilt]);
  expect(found.incidents.map(({ incident }) => incident.title)).toEqual([
    'freeze store primary, trial 1',
    'kill store primary, trial 1',
  ]);
  expect(found.unnoticed).toEqual(['kill app, trial 1']);
  expect(found.unsound).toEqual(['kill app, trial 2']);
  const [{ incident }] = found.incidents as [(typeof found.incidents)[number]];
  expect(incident.budgetMinutes).toBeCloseTo((incident.bad * long.periodMs) / 60_000, 9);
  expect(incident.mitigationMs).toBeGreaterThan(0);
  expect(incident.timeline.map(({ afterMs }) => afterMs)).toEqual(
    incident.timeline.map(({ afterMs }) => afterMs).toSorted((a, b) => a - b),
  );
});

test('its picture is a document of its own, and what was lost is said', () => {
  const [first] = incidentsOfProof(contract, [lost]).incidents;
  expect(first?.picture).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg"[^>]*><style>/);
  expect(first?.picture).not.toContain('var(');
  expect(first?.data).toContain('3 acknowledged writes lost');
});

test('the document is blameless, shows text from outside literally, and leaves judgement to people', () => {
  const [first] = incidentsOfProof(contract, [short]).incidents;
  if (first === undefined) throw new Error('no incident');
  const incident = {
    ...first.incident,
    timeline: [{ afterMs: 0, text: '<img src=x> | [link](javascript:x)\n## Blame' }],
  };
  const text = renderPostmortem(
    {
      service: 'check_out',
      objective: 0.999,
      windowMs: 86_400_000,
      source: 'a proof',
      notes: [],
      incidents: [incident],
      statistics: statisticsOf([incident], undefined),
      data: [],
      picture: 'incident.svg',
    },
    never,
  );
  expect(text).toContain('\\<img src=x\\> \\| \\[link\\](javascript:x) \\#\\# Blame |');
  expect(text).toContain('It names roles and members, not people.');
  expect(text).toContain('MTBF not known');
  expect(text).toContain('nothing lost, nothing stored twice');
  expect(text).not.toContain('no instant is known');
});

test('one format for numbers, in the document and in ninefold status', () => {
  const [first] = incidentsOfProof(contract, [short]).incidents;
  if (first === undefined) throw new Error('no incident');
  const incident = {
    ...first.incident,
    bad: 60_000,
    total: 120_000,
    budgetMinutes: 9.9824,
    budgetShare: 0.4621,
  };
  const window = { windowMs: 30 * 86_400_000, objective: 0.9995 };
  const text = renderPostmortem(
    {
      ...window,
      service: 'checkout',
      source: 'a proof',
      notes: [],
      incidents: [incident],
      statistics: statisticsOf([incident], undefined),
      picture: 'incident.svg',
    },
    never,
  );
  expect(text).toContain('60,000 events of 120,000 went wrong.');
  expect(text).toContain('| Bad events | 60,000 of 120,000 (50 %) |');
  expect(text).toContain('It cost 9.98 min of the error budget.');
  expect(text).toContain('| Error budget | 9.98 min, 46.2 % of what');
  const status = { ...statusOfProof(contract, [short]), incidents: [incident] };
  const shown = renderStatus(
    { service: 'checkout', source: 'a proof', at: 'now', objectives: [status] },
    { color: false, width: 100 },
    never,
  );
  expect(shown).toContain('spent      9.98 min (46.2 % of the budget)');
});

test('a proof spends bad time of the budget, knows no pace, and nothing sound is no score', () => {
  const status = statusOfProof(contract, [short, long, spoilt]);
  const bad = [short, long].flatMap(({ operations }) =>
    operations.filter(({ outcome }) => outcome !== 'ok'),
  ).length;
  const { totalMinutes = 0, leftMinutes = 0 } = status.budget ?? {};
  expect(totalMinutes - leftMinutes).toBeCloseTo((bad * short.periodMs) / 60_000, 6);
  expect(status.burn).toEqual([]);
  expect(status.coverage).toBeLessThan(0.001);
  const unknown = statusOfProof(contract, [spoilt]);
  expect(unknown).toMatchObject({ state: 'unknown', incidents: [] });
  expect(unknown.current).toBeUndefined();
});
