// What Ninefold renders is held against its own rules: every example, every target.
import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

import type { Contract } from '../contract/contract.ts';
import { parseContract } from '../contract/parse-contract.ts';
import { targets } from '../render/targets.ts';
import { audit } from './audit.ts';
import { factsOf } from './facts-file.ts';
import { parseKubernetesSchema, validationRules } from './kubernetes-validation.ts';
import { readFile } from './read/read-file.ts';
import { allRules } from './rules/all.ts';

const examples = new URL('../../../../examples/', import.meta.url);
const schema = parseKubernetesSchema(
  readFileSync(new URL('../../kubernetes-schema.json', import.meta.url), 'utf8'),
);

const backedUp = `service: checkout
promise: { availability: 99.95%, rto: 60s, rpo: 0 }
app: { run: [node, server.js], hosts: ["10.0.0.41:8080", "10.0.0.42:8080", "10.0.0.43:8080"] }
stores:
  orders:
    engine: patroni
    hosts: [10.0.0.11, 10.0.0.12, 10.0.0.13]
    backup: { repository: /mnt/backup }
balancer: { engine: haproxy, hosts: [10.0.0.31, 10.0.0.32], vip: 10.0.0.30/24 }
workload: { write: POST /orders, read: "GET /orders/{{id}}" }
`;

const NOWHERE = 'a log of plain objects, of which neither nodes nor zones are known';

const contracts: readonly (readonly [name: string, text: string])[] = [
  ...readdirSync(examples).map(
    (name) => [name, readFileSync(new URL(`${name}/ninefold.yaml`, examples), 'utf8')] as const,
  ),
  ['a Patroni with a backup', backedUp],
  ['the same within 10 s', backedUp.replace('rto: 60s', 'rto: 12s')],
  [
    NOWHERE,
    readFileSync(new URL('kubernetes/ninefold.yaml', examples), 'utf8')
      .replace('  nodes: 9\n', '  kafkaImage: apache/kafka:4.1.2\n')
      .replace('assumptions:\n  zone: { count: 3 }\n', '')
      .replace('    racks: [a, b, c]\n', ''),
  ],
];

function contractOf(text: string): Contract {
  const parsed = parseContract(text, 'ninefold.yaml');
  if (!parsed.ok) throw new TypeError(parsed.problems[0]?.message);
  return parsed.contract;
}

/** Rule and message of each finding, once; undefined when the target is not for this contract. */
function findingsIn(contract: Contract, target: string): readonly string[] | undefined {
  const rendered = targets[target]?.(contract);
  if (rendered?.ok !== true) return undefined;
  // Of a folder scripts are not read.
  const reads = rendered.files
    .filter(({ path }) => /\.(?:ya?ml|json|properties|conf|cfg)$/.test(path))
    .map(({ path, text }) => readFile(path, text));
  expect(reads.flatMap(({ unread }) => unread)).toEqual([]);
  const { findings } = audit(
    reads.flatMap(({ parts }) => parts),
    [],
    {
      facts: factsOf(contract),
      rules: [...allRules, ...validationRules(schema)],
      today: '2026-11-24',
    },
  );
  return [...new Set(findings.map(({ rule, message }) => `${rule} ${message}`))];
}

/** What a contract asked for, and Ninefold renders nevertheless. */
const asked: Readonly<Record<string, RegExp>> = {
  // Patroni's defaults, to show what they cost.
  'article-patroni': /^PG/,
  // It names no racks.
  [NOWHERE]: /^KF06/,
};

/** What a store without a backup is told: once where it is configured, once where it is watched. */
const noBackup = /^(?:PG10 archive_mode is off|OB05 no alert on the age of the last backup)$/;

const hasNoBackup = ({ stores }: Contract): boolean =>
  stores.some(({ patroni }) => patroni?.backup === undefined);

describe.each(contracts)('%s', (name, text) => {
  const contract = contractOf(text);
  const each = Object.keys(targets).flatMap((target) => {
    const found = findingsIn(contract, target);
    return found === undefined ? [] : [[target, found] as const];
  });

  it.each(each)('has nothing that the audit finds, rendered for %s', (_target, found) => {
    expect(
      found.filter(
        (one) =>
          !(hasNoBackup(contract) && noBackup.test(one)) && !(asked[name]?.test(one) ?? false),
      ),
    ).toEqual([]);
  });

  it('is told of an alert on backups that it lacks, if and only if it has a store and no backup', () => {
    expect(
      (findingsIn(contract, 'prometheus') ?? []).includes(
        'OB05 no alert on the age of the last backup',
      ),
    ).toBe(hasNoBackup(contract));
  });
});

it('renders every target from one of them', () => {
  for (const target of Object.keys(targets))
    expect(
      contracts.some(([, text]) => findingsIn(contractOf(text), target) !== undefined),
      target,
    ).toBe(true);
});

it("finds what Patroni's defaults cost", () => {
  const [, text = ''] = contracts.find(([name]) => name === 'article-patroni') ?? [];
  const found = (findingsIn(contractOf(text), 'patroni') ?? []).map((one) => one.split(' ')[0]);
  expect(found).toEqual(expect.arrayContaining(['PG01', 'PG04', 'PG07', 'PG10', 'PG24']));
});
