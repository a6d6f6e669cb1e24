import { nearestName } from '../contract/nearest-name.ts';
import { field, listOf, mapOf, textOf, wordOf } from './part.ts';
import type { Part, Step } from './part.ts';
import type { Rule, Sighting } from './rule.ts';
import type { World } from './world.ts';

/**
 * The OpenAPI v3 schemas of Kubernetes and of operators without their prose, as `kubernetes-schema.json`
 * holds them. A type is one word: `s`, `i`, `n`, `b` scalars; `q` a number or text; `*` anything; `[T` a
 * list; `{T` a mapping; `#7` the type, `=7` the limits with that index.
 */
export interface KubernetesSchema {
  /** The minor version of Kubernetes it is of, such as `1.36`. */
  readonly version: string;
  /** A group of custom resources to whose it is: `CloudNativePG 1.28.0`. */
  readonly operators: Readonly<Record<string, string>>;
  /** `apps/v1 Deployment` to the index of its type. */
  readonly kinds: Readonly<Record<string, number>>;
  readonly limits: readonly Limits[];
  readonly types: readonly {
    readonly fields: Readonly<Record<string, string>>;
    readonly required?: readonly string[];
  }[];
}

/** What a value of a type may be, as OpenAPI says it. */
interface Limits {
  readonly of: string;
  readonly enum?: readonly unknown[];
  readonly pattern?: string;
  /** Of the pattern. */
  readonly flags?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
}

/** @throws TypeError when the text is no such schema */
export function parseKubernetesSchema(text: string): KubernetesSchema {
  const data: unknown = JSON.parse(text);
  if (textOf(field(data, 'version')) === undefined || listOf(field(data, 'types')).length === 0) {
    throw new TypeError('this is no schema of Kubernetes');
  }
  return data as KubernetesSchema;
}

/** One thing that the API server would refuse, or drop without a word. */
export interface SchemaMistake {
  readonly kind: 'unknown field' | 'wrong type' | 'wrong value' | 'missing field' | 'unknown kind';
  readonly path: readonly Step[];
  /** What is wrong, without a final period. */
  readonly message: string;
  /** What would be right. */
  readonly expected: string;
}

/**
 * Holds one object against the schemas, strictly: a field that is not known is a mistake. Custom
 * resources of others than `operators`, and versions that Kubernetes has no more, are not judged.
 */
export function kubernetesMistakes(
  data: unknown,
  schema: KubernetesSchema,
): readonly SchemaMistake[] {
  const apiVersion = textOf(field(data, 'apiVersion')) ?? '';
  const kind = textOf(field(data, 'kind')) ?? '';
  const key = `${apiVersion} ${kind}`;
  const index = Object.hasOwn(schema.kinds, key) ? schema.kinds[key] : undefined;
  const group = groupOf(apiVersion);
  if (index !== undefined) {
    const whose = Object.hasOwn(schema.operators, group) ? schema.operators[group] : undefined;
    const walk = new Walk(schema, whose);
    walk.value(data, `#${index}`);
    return walk.mistakes;
  }
  // Kubeconfigs, and the API server's old EncryptionConfig, have this head and are no objects.
  if (/^v1 (?:Encryption)?Config$/.test(key)) return [];
  // Such as "builtin" of Kustomize's transformers, and "0.1.0": another program's file.
  if (!/(?:^|\/)v\d/.test(apiVersion)) return [];
  // Other groups are of custom resources, or files of configuration that have a kind too.
  const isOwn =
    !Object.hasOwn(schema.operators, group) &&
    Object.keys(schema.kinds).some((one) => groupOf(one.split(' ')[0] ?? '') === group);
  const isUnstable = /(?:alpha|beta)/.test(apiVersion);
  if (!isOwn || isUnstable || kind.endsWith('List')) return [];
  const inVersion = Object.keys(schema.kinds)
    .filter((one) => one.startsWith(`${apiVersion} `))
    .map((one) => one.slice(apiVersion.length + 1));
  const known = Object.keys(schema.kinds).find((one) => one.endsWith(` ${kind}`));
  const nearest = nearestName(kind, inVersion);
  const expected =
    known === undefined
      ? (nearest ?? `one of ${inVersion.slice(0, 6).join(', ')}`)
      : (known.split(' ')[0] ?? '');
  return [
    {
      kind: 'unknown kind',
      path: [known === undefined ? 'kind' : 'apiVersion'],
      message: `Kubernetes ${schema.version} has no ${kind} in ${apiVersion}`,
      expected,
    },
  ];
}

/** Walks through one object. The path is one list that grows and shrinks: most values are right. */
class Walk {
  readonly mistakes: SchemaMistake[] = [];
  readonly #schema: KubernetesSchema;
  readonly #operator: string | undefined;
  readonly #path: Step[] = [];

  constructor(schema: KubernetesSchema, operator: string | undefined) {
    this.#schema = schema;
    this.#operator = operator;
  }

  value(value: unknown, type: string): void {
    // An absent value and null are the same to the API server.
    if (value === null || value === undefined || type === '*') return;
    const rest = type.slice(1);
    switch (type[0]) {
      case '#':
        this.#object(value, Number(rest));
        return;
      case '[':
        if (!Array.isArray(value)) this.#wrongType(value, 'a list');
        else for (const [index, one] of value.entries()) this.#below(index, one, rest);
        return;
      case '{':
        if (typeof value !== 'object' || Array.isArray(value)) this.#wrongType(value, 'a mapping');
        else for (const [key, one] of Object.entries(value)) this.#below(key, one, rest);
        return;
      case '=':
        this.#limited(value, this.#schema.limits[Number(rest)] ?? { of: '*' });
        return;
      default:
        if (!scalarFits(value, type)) this.#wrongType(value, scalarWords[type] ?? type);
    }
  }

  #below(step: Step, value: unknown, type: string): void {
    this.#path.push(step);
    this.value(value, type);
    this.#path.pop();
  }

  #object(value: unknown, index: number): void {
    if (typeof value !== 'object' || Array.isArray(value)) {
      this.#wrongType(value, 'a mapping');
      return;
    }
    const { fields = {}, required = [] } = this.#schema.types[index] ?? {};
    const path = this.#path;
    for (const [key, one] of Object.entries(mapOf(value))) {
      const type = Object.hasOwn(fields, key) ? fields[key] : undefined;
      if (type !== undefined) {
        this.#below(key, one, type);
        continue;
      }
      const nearest = nearestName(key, Object.keys(fields));
      this.mistakes.push({
        kind: 'unknown field',
        path: [...path, key],
        message: `${nameOf(path) ?? 'this object'} has no field "${key}"${this.#operator === undefined ? '' : ` in ${this.#operator}`}`,
        expected: nearest ?? `one of ${Object.keys(fields).slice(0, 8).join(', ')}`,
      });
    }
    for (const key of required) {
      if (field(value, key) !== undefined && field(value, key) !== null) continue;
      const message = `${path.join('.') || 'the object'} needs ${key}`;
      this.mistakes.push({ kind: 'missing field', path: [...path, key], message, expected: key });
    }
  }

  #limited(value: unknown, limits: Limits): void {
    const before = this.mistakes.length;
    this.value(value, limits.of);
    if (this.mistakes.length > before) return;
    const expected = beyond(value, limits);
    if (expected === undefined || isPlaceholder(value)) return;
    const path = [...this.#path];
    const is = Array.isArray(value) ? `has ${value.length} items` : `is ${shown(value)}`;
    const message = `${nameOf(path) ?? 'this'} ${is}, which ${this.#operator ?? 'Kubernetes'} does not take`;
    this.mistakes.push({ kind: 'wrong value', path, message, expected });
  }

  #wrongType(value: unknown, expected: string): void {
    if (isPlaceholder(value)) return;
    const path = [...this.#path];
    const message = `${nameOf(path) ?? 'this'} is ${shown(value)}, not ${expected}`;
    this.mistakes.push({ kind: 'wrong type', path, message, expected });
  }
}

/** A template's: what will stand here is not known. */
function isPlaceholder(value: unknown): boolean {
  return typeof value === 'string' && /\{\{|\$\{/.test(value);
}

/** Longer text is not held against a pattern: none that is right comes near. */
const maxPatternLength = 4096;

/** What would be right, when a value is none of what its limits allow. */
function beyond(value: unknown, limits: Limits): string | undefined {
  const { minimum, maximum, minLength, maxLength, minItems, maxItems, pattern } = limits;
  if (limits.enum !== undefined && !limits.enum.includes(value)) {
    const nearest = nearestName(wordOf(value), limits.enum.map(wordOf));
    return nearest ?? `one of ${limits.enum.map(wordOf).join(', ')}`;
  }
  if (typeof value === 'number') {
    if (minimum !== undefined && value < minimum) return `at least ${minimum}`;
    if (maximum !== undefined && value > maximum) return `at most ${maximum}`;
  }
  const text = textOf(value);
  if (text !== undefined) {
    if (minLength !== undefined && text.length < minLength)
      return `${minLength} characters or more`;
    if (maxLength !== undefined && text.length > maxLength)
      return `${maxLength} characters at most`;
    const isShort = text.length <= maxPatternLength;
    if (pattern !== undefined && isShort && !new RegExp(pattern, limits.flags).test(text)) {
      return `what ${pattern} matches`;
    }
  }
  if (Array.isArray(value)) {
    if (minItems !== undefined && value.length < minItems) return `${minItems} items or more`;
    if (maxItems !== undefined && value.length > maxItems) return `${maxItems} items at most`;
  }
  return undefined;
}

/** The field at a path's end; of a list's item the list's, with its place: `containers[0]`. */
function nameOf(path: readonly Step[]): string | undefined {
  const last = path.at(-1);
  const list = path.at(-2);
  if (typeof last === 'number' && list !== undefined) return `${list}[${last}]`;
  return last?.toString();
}

function groupOf(apiVersion: string): string {
  return apiVersion.includes('/') ? (apiVersion.split('/')[0] ?? '') : '';
}

function scalarFits(value: unknown, type: string): boolean {
  switch (type) {
    case 's':
      return typeof value === 'string';
    case 'i':
      return typeof value === 'number' && Number.isInteger(value);
    case 'n':
      return typeof value === 'number';
    case 'b':
      return typeof value === 'boolean';
    default:
      return typeof value === 'string' || typeof value === 'number';
  }
}

const scalarWords: Readonly<Record<string, string>> = {
  s: 'text',
  i: 'a whole number',
  n: 'a number',
  b: 'true or false',
  q: 'a number or text',
};

function shown(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' ? 'a mapping' : `"${wordOf(value)}"`;
}

interface Looked {
  readonly part: Part;
  readonly mistake: SchemaMistake;
}

/** The schemas as rules: V01 to V05. */
export function validationRules(schema: KubernetesSchema): readonly Rule[] {
  const source = `https://kubernetes.io/docs/reference/kubernetes-api/ (OpenAPI v3 of ${[schema.version, ...Object.values(schema.operators)].join(', ')})`;
  // Five rules look at the same objects: they are walked through once.
  const looked = new WeakMap<World, readonly Looked[]>();
  const look = (world: World): readonly Looked[] => {
    const known = looked.get(world);
    if (known !== undefined) return known;
    const found = world.objects.flatMap(({ part }) =>
      // An API server validates what it takes, and its operators may be newer than our schemas.
      part.isLive === true
        ? []
        : kubernetesMistakes(part.data, schema).map((mistake) => ({ part, mistake })),
    );
    looked.set(world, found);
    return found;
  };
  const of = (id: string, kind: SchemaMistake['kind'], title: string, why: string): Rule => ({
    id,
    title,
    severity: 'high',
    reads: 'Kubernetes objects',
    source,
    *check(world): Generator<Sighting> {
      for (const { part, mistake } of look(world)) {
        const { path, message, expected } = mistake;
        if (mistake.kind === kind) yield { part, path, message, why, fix: expected };
      }
    },
  });
  return [
    of(
      'V01',
      'unknown field',
      'a field that Kubernetes does not have',
      'it is dropped without a word, or refused by strict validation: what it was to do is not done',
    ),
    of('V02', 'wrong type', 'a value of the wrong type', 'the API server refuses the object'),
    of('V03', 'missing field', 'a field that is needed', 'the API server refuses the object'),
    of(
      'V04',
      'unknown kind',
      'a kind that Kubernetes does not have',
      'the API server refuses the object',
    ),
    of('V05', 'wrong value', 'a value that is not allowed', 'the API server refuses the object'),
  ];
}
