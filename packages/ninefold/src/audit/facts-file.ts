import type { Contract } from '../contract/contract.ts';
import { parseDuration } from '../contract/duration.ts';
import type { Parsed } from '../contract/mistake.ts';
import { shown, wrong } from '../contract/mistake.ts';
import { nearestName } from '../contract/nearest-name.ts';
import { parseRatio } from '../contract/ratio.ts';
import { parseSize } from '../contract/size.ts';
import { factWords } from './facts.ts';
import type { FactName, Facts } from './facts.ts';
import { mapOf } from './part.ts';
import type { Unread } from './part.ts';
import { Lines } from './read/lines.ts';
import { readTree } from './read/yaml-tree.ts';

/**
 * Reads a `--topology` file: one mapping of facts, in the contract's own units.
 *
 * ```yaml
 * nodes: 4
 * zones: 3
 * rto: 30s
 * rpo: 0
 * longestRequest: 10s
 * placement: { etcd-0: host-a, etcd-1: host-a, etcd-2: host-b }
 * ```
 */
export function parseFacts(
  text: string,
  file: string,
): { readonly facts: Facts; readonly mistakes: readonly Unread[] } {
  const lines = new Lines(file, text);
  const tree = readTree(text, 0, file, lines);
  if (tree === undefined) return { facts: {}, mistakes: [] };
  if ('flaw' in tree) {
    const place = lines.place(tree.offset, 0);
    return { facts: {}, mistakes: [{ place, message: `can't be read as YAML: ${tree.flaw}` }] };
  }
  const facts: Partial<Record<FactName, unknown>> = {};
  const mistakes: Unread[] = [];
  for (const [key, value] of Object.entries(mapOf(tree.data))) {
    const known = Object.hasOwn(keys, key) ? keys[key] : undefined;
    if (known === undefined) {
      const nearest = nearestName(key, Object.keys(keys));
      const hint =
        nearest === undefined
          ? `expected one of ${Object.keys(keys).join(', ')}`
          : `did you mean "${nearest}"?`;
      mistakes.push({
        place: tree.locate([key], 'key'),
        message: `there is no fact "${key}"; ${hint}`,
      });
      continue;
    }
    const [name, parse] = known;
    const parsed = parse(value);
    if (parsed.ok) facts[name] = parsed.value;
    else {
      const [first] = parsed.mistakes;
      mistakes.push({
        place: tree.locate([key], 'value'),
        message: `${key}: ${first?.message ?? ''}; expected ${first?.expected ?? ''}`,
      });
    }
  }
  return { facts: facts as Facts, mistakes };
}

/** What a contract says of it. */
export function factsOf({
  promise,
  app,
  stores,
  balancer,
  workload,
  calls,
  assumptions,
}: Contract): Facts {
  const [store] = stores;
  const { latency } = promise;
  const zones = assumptions.zone?.count;
  const dependencies = Object.fromEntries(
    calls
      .filter(({ cache }) => cache === undefined)
      // A fallback answers for its share of what fails.
      .map(({ name, availability, fallback = 0 }) => [
        name,
        1 - (1 - availability) * (1 - fallback),
      ]),
  );
  return {
    objective: promise.availability.objective,
    rtoMs: promise.rtoMs,
    rpoMs: promise.rpoMs,
    ...(latency === undefined ? {} : { latencyMs: latency.belowMs }),
    ...(app === undefined
      ? {}
      : { bootMs: app.startTimeoutMs, longestRequestMs: balancer.attemptTimeoutMs }),
    requestsPerSecond: workload.ratePerSecond,
    ...(store === undefined ? {} : { databaseMembers: store.members }),
    ...(zones === undefined ? {} : { zones }),
    ...(calls.length === 0 ? {} : { dependencies }),
  };
}

function count(value: unknown): Parsed<number> {
  return typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= 100_000
    ? { ok: true, value }
    : wrong(`${shown(value)} is not a count`, 'a whole number from 1 to 100000');
}

function rate(value: unknown): Parsed<number> {
  return typeof value === 'number' && value > 0
    ? { ok: true, value }
    : wrong(`${shown(value)} is not a rate`, 'a number above 0');
}

function mapping<T>(
  one: (value: unknown) => Parsed<T>,
): (value: unknown) => Parsed<Readonly<Record<string, T>>> {
  return (value) => {
    const all: Record<string, T> = Object.create(null);
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      return wrong(`${shown(value)} is not a mapping`, 'a mapping from names');
    }
    for (const [name, written] of Object.entries(value)) {
      const parsed = one(written);
      if (!parsed.ok) return parsed;
      all[name] = parsed.value;
    }
    return { ok: true, value: all };
  };
}

function word(value: unknown): Parsed<string> {
  return typeof value === 'string'
    ? { ok: true, value }
    : wrong(`${shown(value)} is not a name`, 'a name');
}

function versionOf(value: unknown): Parsed<string> {
  return typeof value === 'string' && /^\d+\.\d+(?:\.\d+)?$/.test(value)
    ? { ok: true, value }
    : wrong(`${shown(value)} is not a version`, 'a version in quotes, such as "4.1.5"');
}

const keys: Readonly<Record<string, readonly [FactName, (value: unknown) => Parsed<unknown>]>> = {
  nodes: ['nodes', count],
  zones: ['zones', count],
  rto: ['rtoMs', parseDuration],
  rpo: ['rpoMs', parseDuration],
  objective: ['objective', parseRatio],
  latency: ['latencyMs', parseDuration],
  boot: ['bootMs', parseDuration],
  longestRequest: ['longestRequestMs', parseDuration],
  deregistration: ['deregistrationMs', parseDuration],
  upstreamDeadline: ['upstreamDeadlineMs', parseDuration],
  dnsTtl: ['dnsTtlMs', parseDuration],
  requestsPerSecond: ['requestsPerSecond', rate],
  requestsPerSecondPerReplica: ['requestsPerSecondPerReplica', rate],
  walPerSecond: ['walBytesPerSecond', parseSize],
  replicationDelay: ['replicationDelayMs', parseDuration],
  patroni: ['patroniVersion', versionOf],
  databaseMembers: ['databaseMembers', count],
  databaseMemory: ['databaseMemoryBytes', parseSize],
  brokers: ['brokers', count],
  retention: ['retentionMs', parseDuration],
  failoversPerYear: ['failoversPerYear', rate],
  dependencies: ['dependencies', mapping(parseRatio)],
  placement: ['placement', mapping(word)],
};

const text = { type: 'string' } as const;
const countSchema = { type: 'integer', minimum: 1, maximum: 100_000 } as const;
const rateSchema = { type: 'number', exclusiveMinimum: 0 } as const;
/** `30s`, `99.9%`, `16GiB`, or a bare number. */
const quantity = { type: ['string', 'number'] } as const;

/** The JSON Schema (draft 7) of a `--topology` file, for editors. What it lets pass is still parsed. */
export function factsJsonSchema(): Record<string, unknown> {
  const schemaOf = new Map<unknown, object>([
    [count, countSchema],
    [rate, rateSchema],
    [versionOf, { ...text, pattern: String.raw`^\d+\.\d+(\.\d+)?$` }],
  ]);
  const properties = Object.entries(keys).map(([key, [name, parse]]) => {
    const one =
      name === 'dependencies'
        ? { type: 'object', additionalProperties: quantity }
        : name === 'placement'
          ? { type: 'object', additionalProperties: text }
          : (schemaOf.get(parse) ?? quantity);
    const words = factWords[name];
    return [key, { ...one, description: words.slice(words.indexOf(':') + 2) }] as const;
  });
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'Facts for ninefold audit',
    description: 'What no configuration file says, and rules need.',
    type: 'object',
    additionalProperties: false,
    properties: Object.fromEntries(properties),
  };
}
