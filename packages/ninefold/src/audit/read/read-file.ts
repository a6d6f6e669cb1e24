import { field, listOf, mapOf, textOf } from '../../audit/part.ts';
import type { Part, PartKind, Step, Unread } from '../../audit/part.ts';
import { readJava, readPython } from './code.ts';
import { configMapParts } from './config-map.ts';
import { looksLikeHaproxy, readHaproxy } from './haproxy.ts';
import { Lines } from './lines.ts';
import { readPgHba } from './pg-hba.ts';
import { placedPart } from './placed.ts';
import { readPostgresql, readProperties, settingsPart } from './settings.ts';
import { readTree, splitDocuments } from './yaml-tree.ts';
import type { YamlTree } from './yaml-tree.ts';

/** What one file holds. A file that is none of the known kinds has no parts: that is no mistake. */
export interface FileRead {
  readonly parts: readonly Part[];
  readonly unread: readonly Unread[];
}

/** The longest file that is read (UTF-16 code units): 64 Mi. A cluster's whole state is shorter. */
export const maxFileLength: number = 64 * 1024 * 1024;

/**
 * Reads one file, whatever its text: never throws. YAML documents are told apart by what they say,
 * other formats by the file's name and its text.
 */
export function readFile(file: string, text: string): FileRead {
  const lines = new Lines(file, text);
  if (text.length > maxFileLength) {
    const mib = Math.ceil(text.length / 1024 / 1024);
    const message = `the file is ${mib} MiB long; expected at most ${maxFileLength / 1024 / 1024} MiB: split it`;
    return { parts: [], unread: [{ place: lines.place(0, 0), message }] };
  }
  const name = file.replace(/^.*[/\\]/, '').toLowerCase();
  const part = /\.(?:ya?ml|json)$/.test(name) ? undefined : lineFormat(file, name, text, lines);
  if (part !== undefined) return { parts: [part], unread: [] };
  const isYaml = /\.(?:ya?ml|json)$/.test(name) || file === '-' || !name.includes('.');
  return isYaml ? readYamlFile(file, text, lines) : { parts: [], unread: [] };
}

function lineFormat(file: string, name: string, text: string, lines: Lines): Part | undefined {
  if (name.endsWith('.properties')) {
    const settings = readProperties(text);
    const kind = kafkaKind(settings.data);
    return kind === undefined ? undefined : settingsPart(kind, file, text, settings, lines);
  }
  if (name.endsWith('.py')) return readPython(file, text, lines);
  if (/\.(?:java|kt|scala)$/.test(name)) return readJava(file, text, lines);
  if (/pg_hba/.test(name)) return readPgHba(file, text, lines);
  if (/^vrrp_instance\s/m.test(text))
    return placedPart('keepalived', file, text, {}, new Map(), lines);
  if (/\.(?:cfg|conf)$/.test(name) && looksLikeHaproxy(text)) return readHaproxy(file, text, lines);
  if (/^postgresql.*\.conf$/.test(name)) {
    return settingsPart('postgresql', file, text, readPostgresql(text), lines);
  }
  return undefined;
}

const brokerKeys = ['broker.id', 'node.id', 'process.roles', 'log.dirs', 'zookeeper.connect'];
const consumerKeys = ['group.id', 'auto.offset.reset', 'enable.auto.commit', 'isolation.level'];
const producerKeys = [
  'acks',
  'enable.idempotence',
  'delivery.timeout.ms',
  'linger.ms',
  'key.serializer',
];

function kafkaKind(data: Readonly<Record<string, string>>): PartKind | undefined {
  const has = (keys: readonly string[]): boolean => keys.some((key) => Object.hasOwn(data, key));
  if (has(brokerKeys)) return 'kafka-broker';
  if (has(consumerKeys)) return 'kafka-consumer';
  return has(producerKeys) ? 'kafka-producer' : undefined;
}

function readYamlFile(file: string, text: string, lines: Lines): FileRead {
  const parts: Part[] = [];
  const unread: Unread[] = [];
  for (const document of splitDocuments(text)) {
    if (!/[^\s]/.test(document.text)) continue;
    const tree = readTree(document.text, document.offset, file, lines);
    if (tree === undefined) continue;
    if ('flaw' in tree) {
      const isTemplate = document.text.includes('{{');
      const message = isTemplate
        ? 'this is a template, with {{ }}; expected YAML as it is applied: "helm template" of a chart, into ninefold audit -'
        : `can't be read as YAML: ${tree.flaw}`;
      unread.push({ place: lines.place(tree.offset, 0), message });
    } else parts.push(...partsOf(tree, file, text));
  }
  return { parts, unread };
}

function partsOf(tree: YamlTree, file: string, text: string): Part[] {
  const { data } = tree;
  const part = (kind: PartKind, prefix: readonly Step[] = []): Part => ({
    kind,
    file,
    text,
    data: field(data, ...prefix),
    locate: (path, at = 'value') => tree.locate([...prefix, ...path], at),
    edit: (path, value) => tree.edit([...prefix, ...path], value),
  });
  if (
    textOf(field(data, 'apiVersion')) !== undefined &&
    textOf(field(data, 'kind')) !== undefined
  ) {
    const kind = textOf(field(data, 'kind')) ?? '';
    const items = kind.endsWith('List') ? listOf(field(data, 'items')) : [];
    return items.length === 0
      ? objectParts(part('kubernetes'))
      : items.flatMap((_item, index) => objectParts(part('kubernetes', ['items', index])));
  }
  const known = yamlKinds.find(([, isIt]) => isIt(mapOf(data)));
  return known === undefined ? [] : [part(known[0])];
}

/** An object, and the configuration of others that it holds. */
export function objectParts(object: Part): Part[] {
  if (field(object.data, 'kind') === 'PrometheusRule') {
    const rules: Part = {
      ...object,
      kind: 'prometheus-rules',
      data: field(object.data, 'spec'),
      locate: (path, at) => object.locate(['spec', ...path], at),
      edit: (path, value) => object.edit?.(['spec', ...path], value),
    };
    return [object, rules];
  }
  return [object, ...configMapParts(object, (file, text) => readFile(file, text).parts)];
}

const yamlKinds: readonly (readonly [
  PartKind,
  (data: Readonly<Record<string, unknown>>) => boolean,
])[] = [
  ['patroni', (d) => 'scope' in d && ('bootstrap' in d || 'postgresql' in d || 'restapi' in d)],
  [
    'prometheus-rules',
    (d) => listOf(d['groups']).some((group) => field(group, 'rules') !== undefined),
  ],
  // With tests it is a file for "promtool test rules".
  ['prometheus', (d) => ('scrape_configs' in d || 'rule_files' in d) && !('tests' in d)],
  ['grafana', (d) => listOf(d['panels']).some((panel) => field(panel, 'targets') !== undefined)],
  [
    'compose',
    (d) =>
      Object.values(mapOf(d['services'])).some(
        (s) => field(s, 'image') !== undefined || field(s, 'build') !== undefined,
      ),
  ],
];
