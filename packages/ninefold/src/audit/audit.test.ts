import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { audit, reaches } from './audit.ts';
import type { AuditResult } from './audit.ts';
import { checklistStates } from './checklist-states.ts';
import { parseFacts } from './facts-file.ts';
import { applyEdits, editsOf } from './fixes.ts';
import { readableWithoutSeeing } from '../report/html/readable-page.test.suite.ts';
import { auditBadge, auditMarkdown } from './output/documents.ts';
import { auditHtml } from './output/html-page.ts';
import { auditJunit } from './output/junit.ts';
import { auditSarif } from './output/sarif.ts';
import { renderAudit } from './output/terminal.ts';
import { readFile } from './read/read-file.ts';
import { allRules } from './rules/all.ts';

const today = '2026-11-24';
const broker = 'node.id=1\nlog.dirs=/data\nbroker.rack=a\ndefault.replication.factor=3\n';

function run(text: string, baseline?: ReadonlySet<string>): AuditResult {
  const { parts, unread } = readFile('b.properties', text);
  return audit(parts, unread, {
    facts: {},
    rules: allRules,
    today,
    ...(baseline === undefined ? {} : { baseline }),
  });
}
const bad = `${broker}min.insync.replicas=3\n`;

describe('an ignore', () => {
  it('is taken with its reason, on its line or the one before', () => {
    const same = run(`${broker}# ninefold-ignore KF02: a test cluster\nmin.insync.replicas=3\n`);
    expect(same.findings).toEqual([]);
    expect(same.ignored).toMatchObject([{ reason: 'a test cluster', finding: { rule: 'KF02' } }]);
    expect(run(`# ninefold-ignore-file KF02: a test cluster\n${bad}`).findings).toEqual([]);
  });

  it('does nothing without a reason, and is told', () => {
    const { findings, unread } = run(`${broker}# ninefold-ignore KF02\nmin.insync.replicas=3\n`);
    expect(findings).toHaveLength(1);
    expect(unread).toMatchObject([
      { place: { line: 5 }, message: expect.stringContaining('needs a reason') },
    ]);
  });

  it('may stand above other comments, and be about several rules', () => {
    const above = run(
      `${broker}# ninefold-ignore KF04, KF02: a test\n  # ninefold-ignore KF05: a test\n# three\nmin.insync.replicas=3\n`,
    );
    expect(above.findings).toEqual([]);
    const apart = run(`${broker}# ninefold-ignore KF02: a test\n\nmin.insync.replicas=3\n`);
    expect(apart.findings).toHaveLength(1);
  });

  it.each(['K40 because it is old', 'k40: old', 'K40 K41: old'])(
    "does nothing when it can't be read, and is told: %s",
    (said) => {
      expect(run(`# ninefold-ignore ${said}\n${bad}`).unread).toMatchObject([
        { place: { line: 1 }, message: expect.stringContaining(`can't be read: "${said}"`) },
      ]);
    },
  );

  it.each([
    ['KFO2: a test', 'no rule is called KFO2; did you mean KF02?', 19],
    ['KF01, KF022: a test', 'no rule is called KF022; did you mean KF02?', 25],
    ['KF: a test', "can't be read", 1],
    [
      'OWN1: a test',
      'no rule is called OWN1; expected an id as findings have it, or the --rules module that brings it',
      19,
    ],
  ])('of a rule that is none is told, with the nearest: %s', (said, message, column) => {
    const { findings, unread } = run(`# ninefold-ignore ${said}\n${bad}`);
    expect(findings.map(({ rule }) => rule)).toEqual(['KF02']);
    expect(unread).toMatchObject([
      { place: { line: 1, column }, message: expect.stringContaining(message) },
    ]);
  });

  it('counts for the rules that it names rightly beside one that is none', () => {
    const { findings, unread } = run(
      `${broker}# ninefold-ignore KF999, KF02: a test\nmin.insync.replicas=3\n`,
    );
    expect([findings.length, unread.length]).toEqual([0, 1]);
  });

  it('ends on its day', () => {
    const until = (day: string): number =>
      run(`${broker}# ninefold-ignore KF02 until ${day}: soon\nmin.insync.replicas=3\n`).findings
        .length;
    expect([until('2026-11-24'), until('2026-11-23')]).toEqual([0, 1]);
    expect(
      run(`${broker}# ninefold-ignore KF02 until 2026-11-23: soon\nmin.insync.replicas=3\n`)
        .findings,
    ).toMatchObject([
      { why: expect.stringMatching(/; the ignore of it ended on 2026-11-23 \(soon\)$/) },
    ]);
    for (const day of ['tomorrow', '2027-02-31']) {
      const { findings, unread } = run(`# ninefold-ignore-file KF02 until ${day}: x\n${bad}`);
      expect(unread[0]?.message).toContain(`"${day}" is no day`);
      expect(findings).toHaveLength(1);
    }
  });

  it('is for one rule only', () => {
    expect(
      run(`${broker}# ninefold-ignore KF04: no\nmin.insync.replicas=3\n`).findings,
    ).toHaveLength(1);
  });
});

it('leaves out what a baseline knows, wherever its line has moved to', () => {
  const { findings } = run(bad);
  const known = new Set(findings.map(({ fingerprint }) => fingerprint));
  const later = run(`# more\n\n${bad}`, known);
  expect(later.findings).toEqual([]);
  expect(later.known).toHaveLength(1);
});

it('reaches a threshold or not', () => {
  expect([
    reaches(run(bad), 'critical'),
    reaches(run(broker.replace('broker.rack=a\n', '') + 'min.insync.replicas=2\n'), 'critical'),
  ]).toEqual([true, false]);
});

it('mends what is safe, so that it is not found again, and changes nothing else', () => {
  const result = run(bad);
  const fixed = applyEdits(bad, editsOf(result.findings).get('b.properties') ?? []);
  expect(fixed).toBe(`${broker}min.insync.replicas=2\n`);
  expect(run(fixed).findings).toEqual([]);
});

it('says which fact is missing, and decides nothing without it', () => {
  const { parts } = readFile(
    'p.properties',
    'bootstrap.servers=a:1,b:1\nacks=all\nkey.serializer=S\nvalue.serializer=S\n',
  );
  const result = audit(parts, [], { facts: {}, rules: allRules, today });
  expect(result.findings).toEqual([]);
  expect(result.undecided).toMatchObject([
    { rule: 'KF11', missing: ['upstreamDeadlineMs'] },
    { rule: 'KF24', missing: ['rtoMs'] },
  ]);
  expect(renderAudit(result, { color: false, width: 80 })).toContain('upstreamDeadline');
});

it('takes facts from a file, and points at those that it does not know', () => {
  expect(
    parseFacts('nodes: 3\nrto: 30s\nobjective: 99.9%\nplacement: { etcd-0: a }\n', 't').facts,
  ).toEqual({ nodes: 3, rtoMs: 30_000, objective: 0.999, placement: { 'etcd-0': 'a' } });
  const { mistakes } = parseFacts('nods: 3\nzones: many\n', 't');
  expect(mistakes.map(({ place, message }) => `${place.line}: ${message}`)).toEqual([
    '1: there is no fact "nods"; did you mean "nodes"?',
    '2: zones: "many" is not a count; expected a whole number from 1 to 100000',
  ]);
});

describe('the outputs', () => {
  const hostile = run(`${bad}# <script>alert(1)</script>\n`);
  const result: AuditResult = {
    ...hostile,
    findings: hostile.findings.map((one) => ({ ...one, message: '<img src=x>|`a`\u001b[31m' })),
    unread: [
      { place: { file: 'a b.yaml', line: 2, column: 1, offset: 3, length: 0 }, message: 'no' },
    ],
  };
  const states = checklistStates([], result, [], {});

  it('are SARIF 2.1.0, as its own schema says', () => {
    const require = createRequire(import.meta.url);
    const folder = require.resolve('@microsoft/jest-sarif/package.json');
    const {
      id: _id,
      $schema: _draft,
      ...schema
    }: Record<string, unknown> = JSON.parse(
      readFileSync(folder.replace('package.json', 'lib/schemas/sarif-2.1.0-rtm.5.json'), 'utf8'),
    );
    const validate = new Ajv({
      strict: false,
      validateFormats: false,
      unicodeRegExp: false,
    }).compile(schema);
    const log: object = JSON.parse(auditSarif(result, allRules, '0.1.0'));
    expect(validate(log), JSON.stringify(validate.errors)).toBe(true);
    expect(validate({ ...log, version: 3 })).toBe(false);
    expect(log).toMatchObject({
      runs: [{ results: [{ ruleId: 'KF02', level: 'error', fixes: [{}] }] }],
    });
  });

  it('escape what files say', () => {
    expect(auditHtml(result, states)).not.toContain('<img');
    expect(auditMarkdown(result, states)).not.toContain('<img');
    expect(auditJunit(result, allRules)).not.toContain('<img');
    expect(renderAudit(result, { color: false, width: 80 })).not.toContain('\u001b');
  });

  describe('as a page', () => {
    readableWithoutSeeing(auditHtml(result, states), 0);
    readableWithoutSeeing(auditHtml(result, states, 'checklist'), 0);

    it('says first how much was found, and each thing with why and fix', () => {
      const page = auditHtml(hostile, states);
      expect(page).toMatch(/<h2>\s*1\s+defect costs\s+availability\s*<\/h2>/);
      expect(page).toContain('b.properties:5:');
      expect(page).toContain('3 - 1 = 2 &lt; 3');
      expect(page.match(/cannot tell<\/span\s*>/g)?.length).toBeGreaterThanOrEqual(24);
    });

    it('says so when there is nothing', () => {
      const none = run('');
      expect(auditHtml(none, states)).toContain('<h2>Nothing was found</h2>');
    });

    it('names the facts that are missing, what is taken on, and what was not read', () => {
      const ignored = run(`${broker}# ninefold-ignore KF02: a test\nmin.insync.replicas=3\n`);
      const page = auditHtml({ ...ignored, unread: result.unread }, states);
      expect(page).toContain('Taken on');
      expect(page).toContain('<dd>a test</dd>');
      expect(page).toContain('brokers: how many Kafka brokers there are');
      expect(page).toContain('a b.yaml:2:1');
      const markdown = auditMarkdown({ ...ignored, unread: result.unread }, states);
      expect(markdown).toContain('## Not decided, for want of facts');
      expect(markdown).toContain('## Taken on');
      expect(markdown).toContain('## Unread');
    });
  });

  it('count what is kept on the badge', () => {
    expect(auditBadge(states)).toContain(`0/24 shown`);
  });
});
