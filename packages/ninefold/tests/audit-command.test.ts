// `ninefold audit` as its users start it.
import { mkdirSync, readFileSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

import { audit } from '../src/audit/audit.ts';
import { factsOf } from '../src/audit/facts-file.ts';
import { readFile } from '../src/audit/read/read-file.ts';
import { allRules } from '../src/audit/rules/all.ts';
import { parseContract } from '../src/contract/parse-contract.ts';
import { targets } from '../src/render/targets.ts';
import { ninefold } from './ninefold-command.ts';
import { newScene } from './scene.ts';

const article = fileURLToPath(new URL('audit-article', import.meta.url));
const broker = 'node.id=1\nlog.dirs=/data\nbroker.rack=a\ndefault.replication.factor=3\n';
const good = `${broker}min.insync.replicas=2\n`;

it('finds the defects of a folder, and says so with its exit code', async () => {
  const { code, stdout } = await ninefold(newScene(), [
    'audit',
    article,
    '--topology',
    `${article}/facts.yaml`,
  ]);
  expect(code).toBe(1);
  expect(stdout).toMatch(
    /patroni\.yml:\d+:\d+: critical PG01\n {4}synchronous_commit on waits for nobody/,
  );
  expect(stdout).toMatch(/\d+ found: \d+ critical/);
});

it('exits with 0 when nothing reaches the threshold', async () => {
  const scene = newScene();
  scene.write('a.properties', `${broker}min.insync.replicas=2\nlog.flush.interval.ms=1\n`);
  expect((await ninefold(scene, ['audit', '.'])).code).toBe(1);
  expect((await ninefold(scene, ['audit', '.', '--severity', 'high'])).code).toBe(0);
});

it('calls a folder in which it knows nothing bad input, not clean', async () => {
  const scene = newScene();
  scene.write('notes.txt', 'hello\n');
  const { code, stderr } = await ninefold(scene, ['audit', '.']);
  expect(code).toBe(2);
  expect(stderr).toContain('nothing in . is configuration that ninefold audit knows');
});

it('mends files in place, and keeps the comments', async () => {
  const scene = newScene();
  const path = scene.write('a.properties', `# mine\n${broker}min.insync.replicas=3\n`);
  const { stderr } = await ninefold(scene, ['audit', 'a.properties', '--fix']);
  expect(stderr).toContain('fixed a.properties');
  expect(readFileSync(path, 'utf8')).toBe(`# mine\n${broker}min.insync.replicas=2\n`);
  expect((await ninefold(scene, ['audit', 'a.properties'])).code).toBe(0);
});

it('writes a baseline, and then tells only what is new', async () => {
  const scene = newScene();
  scene.write('a.properties', `${broker}min.insync.replicas=3\n`);
  await ninefold(scene, ['audit', '.', '--write-baseline', 'known.json']);
  expect((await ninefold(scene, ['audit', '.', '--baseline', 'known.json'])).code).toBe(0);
  scene.write('a.properties', `# more\n${broker}min.insync.replicas=3\nlog.flush.interval.ms=1\n`);
  const { code, stdout } = await ninefold(scene, ['audit', '.', '--baseline', 'known.json']);
  expect([code, stdout.includes('KF16'), stdout.includes('KF02')]).toEqual([1, true, false]);
});

const ownRule = (
  check: string,
): string => `import type { Facts, Rule, Sighting, World } from 'ninefold';

const title: string = 'no owner';
export const rules: readonly Rule[] = [
  {
    id: 'OWN1', title, severity: 'high', reads: 'all files', source: 'our handbook',
    *check(world: World, _facts: Facts): Generator<Sighting> {
      for (const part of world.parts) {
        ${check}
      }
    },
  },
];
`;

describe("rules of the user's", () => {
  it.each([
    ['TypeScript', 'rules.ts', (text: string) => text],
    [
      'JavaScript',
      'rules.mjs',
      (text: string) =>
        text
          .replace(/^import type.*\n/, '')
          .replaceAll(
            /: (?:string|readonly Rule\[\]|World|Facts|Generator<Sighting>)(?=[ ,)])/g,
            '',
          ),
    ],
  ])('may be %s, and are loaded only when they are named', async (_what, name, written) => {
    const scene = newScene();
    scene.write('a.properties', good);
    scene.write(
      name,
      written(
        ownRule(
          "yield { part, path: [], message: 'no owner', why: 'nobody is called', fix: 'owner=' };",
        ),
      ),
    );
    expect((await ninefold(scene, ['audit', 'a.properties'])).code).toBe(0);
    const { code, stdout, stderr } = await ninefold(scene, [
      'audit',
      'a.properties',
      '--rules',
      name,
    ]);
    expect(stderr).toBe('');
    expect(stdout).toContain('a.properties:1:1: high OWN1');
    expect(code).toBe(1);
    expect(scene.leftovers()).toEqual([]);
  });

  const yielded = "yield { part, path: [], message: 'a', why: 'b', fix: 'c' };";
  it.each([
    ['none at all', 'export const rule = 1;', 'rules.ts exports no rules; expected'],
    [
      'a severity that is none',
      ownRule(yielded).replace("'high'", "'hgih'"),
      'rules.ts: rules[0].severity is "hgih"; expected critical, high, medium, low',
    ],
    [
      'an id that is taken',
      ownRule(yielded).replace('OWN1', 'K02'),
      'rules.ts: rules[0].id is "K02", which is a rule of Ninefold already',
    ],
    [
      'no check',
      ownRule(yielded).replace('*check(', '*chekc('),
      'rules.ts: rules[0].check is nothing; expected a function *check(world, facts)',
    ],
    [
      'a finding without a fix',
      ownRule(yielded.replace(", fix: 'c'", '')),
      'the rule OWN1 in rules.ts failed: it yields a fix that is nothing, not text',
    ],
    [
      'a check that throws',
      ownRule("throw new Error('no such thing');"),
      'the rule OWN1 in rules.ts failed: no such thing',
    ],
    [
      'a module that is not there',
      "import './gone.ts';",
      'rules.ts asks for ./gone.ts, which is not there',
    ],
    ['a syntax that is none', 'export const rules = [', "can't load the rules in rules.ts: "],
  ])('with %s are refused with one message', async (_what, text, message) => {
    const scene = newScene();
    scene.write('a.properties', good);
    scene.write('rules.ts', text);
    const { code, stdout, stderr } = await ninefold(scene, [
      'audit',
      'a.properties',
      '--rules',
      'rules.ts',
    ]);
    expect(stderr).toContain(message);
    expect(stderr).not.toContain('Require stack');
    expect(stderr.trim()).not.toContain('\n');
    expect([code, stdout]).toEqual([2, '']);
  });

  it.each(['rules.ts', 'rules.mjs', 'rules.cjs'])(
    'that are in no file, %s, are refused with one line',
    async (name) => {
      const scene = newScene();
      scene.write('a.properties', good);
      const { code, stdout, stderr } = await ninefold(scene, [
        'audit',
        'a.properties',
        '--rules',
        name,
      ]);
      expect(stderr).toBe(
        `ninefold: can't load the rules in ${name}: there is no such file; expected a module\n`,
      );
      expect([code, stdout]).toEqual([2, '']);
    },
  );
});

it.each([
  ['no paths', ['audit'], 'needs files or folders'],
  ['a file that is not there', ['audit', 'nothing.yaml'], "can't read nothing.yaml"],
  [
    'a severity that is none',
    ['audit', '.', '--severity', 'hgih'],
    '--severity takes critical, high, medium, low',
  ],
  [
    'facts with a mistake',
    ['audit', '.', '--topology', 'facts.yaml'],
    'facts.yaml:1:1: there is no fact "nods"; did you mean "nodes"?',
  ],
  [
    'a proof that is none',
    ['audit', '.', '--proof', 'facts.yaml'],
    "is no report.json of this version's ninefold prove",
  ],
])('refuses %s with one message', async (_what, args, message) => {
  const scene = newScene();
  scene.write('facts.yaml', 'nods: 3\n');
  const { code, stderr, stdout } = await ninefold(scene, args);
  expect(stderr).toContain(message);
  expect([code, stdout]).toEqual([2, '']);
});

it('tells what it could not read, goes on with the rest, and exits with 2', async () => {
  const scene = newScene();
  scene.write('bad.yaml', 'a: [1\nb: 2\n');
  scene.write('good.properties', `${broker}min.insync.replicas=3\n`);
  const { code, stdout } = await ninefold(scene, ['audit', '.']);
  expect(stdout).toMatch(/bad\.yaml:\d:\d+: unread/);
  expect(stdout).toContain('KF02');
  expect(code).toBe(2);
});

it('exits with 2 for an ignore of a rule that is none, in a file or in a baseline', async () => {
  const scene = newScene();
  scene.write('a.properties', `# ninefold-ignore KFO2: a test\n${good}`);
  const { code, stdout } = await ninefold(scene, ['audit', 'a.properties']);
  expect(stdout).toContain('a.properties:1:19: unread no rule is called KFO2; did you mean KF02?');
  expect(code).toBe(2);
  scene.write('b.properties', good);
  scene.write(
    'baseline.json',
    '{\n  "version": 1,\n  "fingerprints": [\n    "KF0Z b.properties  x"\n  ]\n}\n',
  );
  const args = ['audit', 'b.properties', '--baseline', 'baseline.json'];
  const baseline = await ninefold(scene, args);
  expect(baseline.stderr).toBe(
    'ninefold: baseline.json:4:6: no rule is called KF0Z; did you mean KF01?\n',
  );
  expect([baseline.code, baseline.stdout]).toEqual([2, '']);
});

it('exits with 2 for an ignore without a reason, whatever the threshold', async () => {
  const scene = newScene();
  scene.write('a.properties', `${broker}# ninefold-ignore KF02\nmin.insync.replicas=2\n`);
  const { code, stdout } = await ninefold(scene, ['audit', '.', '--severity', 'critical']);
  expect(stdout).toContain('a.properties:5:1: unread an ignore needs a reason');
  expect(code).toBe(2);
});

it.each(['json', 'sarif', 'junit', 'markdown', 'html', 'badge'])('prints %s', async (format) => {
  const { stdout, stderr } = await ninefold(newScene(), ['audit', article, '--format', format]);
  expect(stderr).toBe('');
  expect(stdout).toMatch(
    {
      json: /^{"schemaVersion":1/,
      sarif: /"2\.1\.0"/,
      junit: /<testsuites/,
      markdown: /^# Audit/,
      html: /^<!doctype html>/,
      badge: /^<svg/,
    }[format] ?? /^$/,
  );
});

it('shows the checklist with its evidence', async () => {
  const { stdout } = await ninefold(newScene(), ['audit', article, '--checklist']);
  expect(stdout.match(/^(?:kept|broken|cannot tell) /gm)).toHaveLength(24);
  expect(stdout).toMatch(
    /broken +Database: Replication as the RPO asks\n +.*patroni\.yml:31: PG01/,
  );
});

it.each([
  ['html', 'id="checklist"', 'id="critical"'],
  ['markdown', '## Checklist', '| severity | rule |'],
])('puts what was asked for first: %s', async (format, items, findings) => {
  const at = async (...more: readonly string[]): Promise<boolean> => {
    const args = ['audit', article, '--format', format, ...more];
    const { stdout } = await ninefold(newScene(), args);
    expect([stdout.split(items).length, stdout.split(findings).length]).toEqual([2, 2]);
    return stdout.indexOf(items) < stdout.indexOf(findings);
  };
  expect([await at(), await at('--checklist')]).toEqual([false, true]);
});

it('finds nothing in what Ninefold renders', () => {
  const contract = parseContract(
    `service: checkout
promise: { availability: 99.95%, rto: 60s, rpo: 0 }
app: { run: [node, server.js], hosts: ["10.0.0.41:8080", "10.0.0.42:8080", "10.0.0.43:8080"] }
stores:
  orders:
    engine: patroni
    hosts: [10.0.0.11, 10.0.0.12, 10.0.0.13]
    backup: { repository: /mnt/backup }
balancer: { engine: haproxy, hosts: [10.0.0.31, 10.0.0.32], vip: 10.0.0.30/24 }
workload: { write: POST /orders, read: "GET /orders/{{id}}" }
`,
    'ninefold.yaml',
  );
  if (!contract.ok) throw new Error(JSON.stringify(contract.problems));
  const files = ['patroni', 'haproxy', 'keepalived'].flatMap((name) => {
    const rendered = targets[name]?.(contract.contract);
    if (rendered?.ok !== true) throw new Error(`${name}: ${JSON.stringify(rendered)}`);
    return rendered.files;
  });
  const reads = files.map(({ path, text }) => readFile(path, text));
  const parts = reads.flatMap((one) => one.parts);
  expect(new Set(parts.map(({ kind }) => kind))).toEqual(
    new Set(['patroni', 'haproxy', 'keepalived']),
  );
  const { findings } = audit(
    parts,
    reads.flatMap(({ unread }) => unread),
    { facts: factsOf(contract.contract), rules: allRules, today: '2026-11-24' },
  );
  expect(
    findings.map(({ rule, place, message }) => `${rule} ${place.file}:${place.line} ${message}`),
  ).toEqual([]);
});

it('refuses a file of 300 MB by its size, and reads the rest', async () => {
  const scene = newScene();
  scene.write('a.properties', `${broker}min.insync.replicas=3\n`);
  // Sparse: it takes no room, and is never loaded.
  truncateSync(scene.write('large.yaml', ''), 300_000_000);
  const { code, stdout } = await ninefold(scene, ['audit', '.']);
  expect(code).toBe(2);
  expect(stdout).toContain('large.yaml:1:1: unread the file has 300 MB; expected at most 67 MB');
  expect(stdout).toContain('KF02');
});

it('refuses aliases that stand for a thousand million values, with their place', async () => {
  const scene = newScene();
  const lines = ['a: &a [x, x, x, x, x, x, x, x, x, x]'];
  for (const name of ['b', 'c', 'd', 'e', 'f', 'g', 'h', 'i']) {
    const before = lines.at(-1)?.[0] ?? '';
    lines.push(`${name}: &${name} [${Array.from({ length: 10 }, () => `*${before}`).join(', ')}]`);
  }
  scene.write('bomb.yaml', `${lines.join('\n')}\n`);
  const { code, stdout } = await ninefold(scene, ['audit', 'bomb.yaml']);
  expect(code).toBe(2);
  expect(stdout).toMatch(
    /bomb\.yaml:6:\d+: unread can't be read as YAML: aliases stand for more than 1000000/,
  );
});

it('tells a Helm chart once, not each of its templates', async () => {
  const scene = newScene();
  mkdirSync(join(scene.folder, 'shop/templates'), { recursive: true });
  scene.write('shop/Chart.yaml', 'apiVersion: v2\nname: shop\nversion: 1.0.0\n');
  for (const name of ['a', 'b', 'c']) {
    scene.write(`shop/templates/${name}.yaml`, 'kind: {{ .Values.kind }}\n{{- if x }}\n');
  }
  const { code, stdout } = await ninefold(scene, ['audit', '.']);
  expect(code).toBe(2);
  expect(stdout.match(/^shop\/.*$/gm)).toEqual([
    'shop/Chart.yaml:1:1: unread a Helm chart is read as it is rendered: helm template shop | ninefold audit -',
  ]);
});
