import { describe, expect, it } from 'vitest';
import { audit } from './audit.ts';
import { checklistStates } from './checklist-states.ts';
import type { ItemState } from './checklist-states.ts';
import { checklist } from './checklist.ts';
import type { ChecklistItem } from './checklist.ts';
import type { Facts } from './facts.ts';
import { judgedProof, parseProof } from './proof-report.ts';
import type { ProofReport } from './proof-report.ts';
import { readFile } from './read/read-file.ts';
import { allRules } from './rules/all.ts';
import { ruleCases, soundFiles } from './rules/cases.test.data.ts';

const today = '2026-11-24';
const items = Object.keys(checklist) as ChecklistItem[];

type Files = Readonly<Record<string, string>>;

function states(files: Files, facts: Facts = {}, proofs: readonly ProofReport[] = []): ItemState[] {
  const parts = Object.entries(files).flatMap(([file, text]) => readFile(file, text).parts);
  const result = audit(parts, [], { facts, rules: allRules, today });
  return [...checklistStates(parts, result, proofs, facts)];
}

function stateOf(item: ChecklistItem, all: readonly ItemState[]): ItemState {
  const found = all.find((one) => one.item === item);
  if (found === undefined) throw new RangeError(`no state of ${item}`);
  return found;
}

const sound = new Map(soundFiles);
function files(what: string, change: (text: string) => string = (text) => text): Files {
  return Object.fromEntries(
    Object.entries(sound.get(what) ?? {}).map(([file, text]) => [file, change(text)]),
  );
}

const contract = `service: shop
promise: { availability: 99.9%, rto: 30s, rpo: 0 }
stores: { orders: { engine: patroni, members: 3 } }
balancer: { engine: haproxy }
workload: { rate: 20/s }
proof: { trials: 1, faults: [kill store primary] }
`;

function proof(fault: string, name: string, ruling = 'kept', more: object = {}): ProofReport {
  const rows = [{ name, title: `Title of ${name}`, ruling, measured: '0.8 s' }];
  const parsed = parseProof(
    'report.json',
    JSON.stringify({
      schemaVersion: 1,
      startedAt: '2026-11-20T10:00:00Z',
      contract,
      verdict: { faults: [{ fault, rows }] },
      ...more,
    }),
  );
  if (parsed === undefined) throw new TypeError('no report');
  return judgedProof(parsed, contract, today);
}

interface Kept {
  readonly item: ChecklistItem;
  readonly files?: Files;
  readonly facts?: Facts;
  readonly proof?: ProofReport;
  /** What its evidence says. */
  readonly says: string | RegExp;
}

const deployment = 'a Deployment with its Service and budget';
const python = (text: string): Files => ({ 'a.py': text });
const agent = `apiVersion: apps/v1
kind: DaemonSet
metadata: { name: agent }
spec: { selector: { matchLabels: { a: b } }, template: { metadata: { labels: { a: b } }, spec: { containers: [{ name: a, image: "fluent/fluent-bit:4.0" }] } } }
`;
const panel = `panels:
  - title: Availability, 30 days
    targets: [{ expr: 'slo:availability:30d' }]
`;

/** What shows each item; those that are not here can not be shown by files at all. */
const kept: readonly Kept[] = [
  { item: 'replicas', files: files(deployment), says: 'a.yaml:7: Deployment api runs with 3' },
  { item: 'zones', files: files(deployment), says: /a\.yaml:\d+: Deployment api is spread/ },
  {
    item: 'balancer',
    files: { 'a.conf': 'vrrp_instance a {\n}\n', 'b.conf': 'vrrp_instance a {\n}\n' },
    says: 'a.conf:1: VRRP',
  },
  {
    item: 'balancer',
    proof: proof('kill balancer', 'rto'),
    says: 'report.json: kill balancer on 2026-11-20: Title of rto 0.8 s',
  },
  { item: 'dns', proof: proof('stop region eu', 'rto'), says: 'stop region eu' },
  { item: 'storage', files: files('a Kafka broker'), says: 'a.properties:8: 3 copies' },
  { item: 'health', files: files(deployment), says: /liveness and readiness/ },
  { item: 'shutdown', files: files(deployment), says: /waits 10 s before it stops/ },
  { item: 'shutdown', proof: proof('rolling restart', 'availability'), says: 'rolling restart' },
  {
    item: 'breaker',
    files: python('@circuit_breaker(window_seconds=10)\ndef ask():\n    pass\n'),
    says: 'a.py:1: a breaker around ask',
  },
  {
    item: 'retry',
    files: python('@retry(max_retries=2)\ndef ask():\n    pass\n'),
    says: 'a.py:1: a retry around ask',
  },
  {
    item: 'timeouts',
    files: python('import requests\ndef ask():\n    requests.get(url, timeout=2)\n'),
    says: 'ask waits 2 s at most',
  },
  { item: 'timeouts', files: files('HAProxy'), says: /haproxy\.cfg:7: timeout server 10s/ },
  { item: 'idempotency', files: files('a Kafka producer'), says: 'a.properties:3' },
  { item: 'idempotency', proof: proof('kill app', 'nothing twice'), says: 'kill app' },
  { item: 'replication', files: files('Patroni'), says: /a\.yaml:\d+: synchronous_mode/ },
  { item: 'replication', proof: proof('kill store primary', 'rpo'), says: 'Title of rpo' },
  { item: 'failover', proof: proof('kill store primary', 'rto'), says: 'kill store primary' },
  {
    item: 'backup',
    proof: proof('lose the whole store', 'restore rpo'),
    says: 'lose the whole store on 2026-11-20',
  },
  { item: 'pitr', files: files('Patroni'), says: /WAL is archived/ },
  { item: 'pitr', proof: proof('lose the whole store', 'restore rpo'), says: 'lose the whole' },
  { item: 'sli', files: files('alerts'), says: 'measures job:errors:ratio5m' },
  { item: 'alerts', files: files('alerts'), says: 'FastBurn burns over two windows' },
  { item: 'dashboard', files: { 'a.yaml': panel }, says: 'panel "Availability, 30 days"' },
  { item: 'logs', files: { 'a.yaml': agent }, says: 'DaemonSet agent ships logs' },
  {
    item: 'tracing',
    files: files(deployment, (text) =>
      text.replace(
        'env:\n',
        'env:\n            - { name: OTEL_EXPORTER_OTLP_ENDPOINT, value: x }\n',
      ),
    ),
    says: 'api exports traces',
  },
  { item: 'runbooks', files: files('alerts'), says: 'names a runbook' },
  { item: 'chaos', proof: proof('kill app', 'rto'), says: '1 faults tried on 2026-11-20' },
  {
    item: 'capacity',
    files: files(deployment),
    facts: { requestsPerSecond: 80, requestsPerSecondPerReplica: 40 },
    says: '(3 - 1) x 40 = 80 requests/s >= 80',
  },
];

/** Lessons written down are in no file that is configuration. */
const neverShown: ReadonlySet<ChecklistItem> = new Set(['postmortems']);

it('keeps nothing on trust: without files and reports all twenty-four cannot be told', () => {
  const all = states({});
  expect(all).toHaveLength(24);
  expect(new Set(all.map(({ state }) => state))).toEqual(new Set(['cannot tell']));
  for (const { evidence } of all) expect(evidence[0]).toMatch(/^what would show it: /);
});

it('has a case that keeps each item that can be kept', () => {
  const shown = new Set(kept.map(({ item }) => item));
  expect(items.filter((item) => !shown.has(item))).toEqual([...neverShown]);
});

it.each(kept)(
  '$item is kept, and says by what',
  ({ item, files: given = {}, facts, proof: by, says }) => {
    const state = stateOf(item, states(given, facts, by === undefined ? [] : [by]));
    expect(state.state).toBe('kept');
    expect(state.evidence.join('\n')).toMatch(says);
  },
);

describe('is broken by a finding', () => {
  // That a backup can be restored, and that faults are tried, is shown by a proof alone.
  const byFinding = items.filter((item) => !['backup', 'chaos', ...neverShown].includes(item));

  const broken = new Set(
    ruleCases.flatMap(({ found, facts }) =>
      states(found, facts)
        .filter(({ evidence }) => evidence.every((one) => /^\S+:\d+: [A-Z]+\d+ /.test(one)))
        .flatMap(({ item, state }) => (state === 'broken' ? [item] : [])),
    ),
  );

  it.each(byFinding)('%s, with its line', (item) => {
    expect(broken).toContain(item);
  });

  it('even when another file shows it', () => {
    const both = { ...files(deployment), ...files('HAProxy') };
    const one = files(deployment, (text) => text.replace('replicas: 3', 'replicas: 1'));
    const beside = Object.fromEntries(
      Object.entries(one).map(([file, text]) => [`z-${file}`, text.replaceAll('shop', 'other')]),
    );
    expect(stateOf('replicas', states(both)).state).toBe('kept');
    expect(stateOf('replicas', states({ ...both, ...beside })).state).toBe('broken');
  });
});

describe('a proof', () => {
  it.each<readonly [ChecklistItem, string, string]>([
    ['balancer', 'kill balancer', 'rto'],
    ['dns', 'stop region eu', 'rto'],
    ['shutdown', 'rolling restart', 'availability'],
    ['idempotency', 'kill app', 'nothing twice'],
    ['replication', 'kill store primary', 'rpo'],
    ['failover', 'kill store primary', 'rto'],
    ['backup', 'lose the whole store', 'restore rpo'],
  ])('that broke %s breaks it, and one that was void shows nothing', (item, fault, name) => {
    const by = (ruling: string): string =>
      stateOf(item, states({}, {}, [proof(fault, name, ruling)])).state;
    expect([by('kept'), by('broken'), by('void'), by('not tested')]).toEqual([
      'kept',
      'broken',
      'cannot tell',
      'cannot tell',
    ]);
  });

  it.each([
    ['is old', { startedAt: '2026-10-20T10:00:00Z' }, '35 days old; expected 30 at most'],
    ['is of tomorrow', { startedAt: '2026-11-25T10:00:00Z' }, 'which is not over'],
    [
      'is of another service',
      { contract: contract.replace('shop', 'store') },
      'it is of the service store, not shop',
    ],
    [
      'is of another promise',
      { contract: contract.replace('30s', '60s') },
      'it is of another contract of shop',
    ],
    ['has no contract that can be read', { contract: 'a: [' }, 'can not be read by this version'],
  ])('that %s does not count, and that is told', (_what, more, why) => {
    const by = proof('kill store primary', 'rto', 'kept', more);
    for (const item of ['failover', 'chaos'] as const) {
      const state = stateOf(item, states({}, {}, [by]));
      expect(state.state).toBe('cannot tell');
      expect(state.evidence.at(-1)).toContain(`report.json does not count: `);
      expect(state.evidence.at(-1)).toContain(why);
    }
  });

  it('counts whatever comments and faults its contract had', () => {
    const more = { contract: `# earlier\n${contract.replace('kill store primary', 'kill etcd')}` };
    const by = proof('kill store primary', 'rto', 'kept', more);
    expect(stateOf('failover', states({}, {}, [by])).state).toBe('kept');
  });

  it('does not count when nobody says which contract it must be of', () => {
    const { flaw: _none, ...bare } = proof('kill store primary', 'rto');
    const by = judgedProof(bare, undefined, today);
    expect(stateOf('failover', states({}, {}, [by])).state).toBe('cannot tell');
  });

  it('is no other JSON', () => {
    expect([
      parseProof('a', '{}'),
      parseProof('a', 'x'),
      parseProof('a', '{"schemaVersion":9,"startedAt":"x"}'),
    ]).toEqual([undefined, undefined, undefined]);
  });
});
