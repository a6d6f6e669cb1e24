import { field, mapOf } from '../../audit/part.ts';
import type { Part, PartKind, Place } from '../../audit/part.ts';

/** What a ConfigMap brings to a process; objects and code in one are somebody else's to use. */
const kinds: ReadonlySet<PartKind> = new Set([
  'patroni',
  'kafka-broker',
  'kafka-producer',
  'kafka-consumer',
  'haproxy',
  'postgresql',
  'pg-hba',
  'prometheus-rules',
  'prometheus',
  'grafana',
]);

/**
 * The configuration that a ConfigMap holds, each value read as the file that its key names. Values that
 * are nothing we know are passed over.
 */
export function configMapParts(
  configMap: Part,
  read: (file: string, text: string) => readonly Part[],
): readonly Part[] {
  if (field(configMap.data, 'kind') !== 'ConfigMap') return [];
  return Object.entries(mapOf(field(configMap.data, 'data'))).flatMap(([key, text]) => {
    if (typeof text !== 'string') return [];
    const placeOf = placesIn(configMap, key);
    return read(key, text)
      .filter(({ kind }) => kinds.has(kind))
      .map((part): Part => ({
        kind: part.kind,
        file: configMap.file,
        text: configMap.text,
        data: part.data,
        ...(configMap.isLive === true ? { isLive: true } : {}),
        ...(configMap.isOwned === true ? { isOwned: true } : {}),
        locate: (path, at) => placeOf(part.locate(path, at)),
      }));
  });
}

/** From a place in a value to the place in what holds the value. */
function placesIn(configMap: Part, key: string): (place: Place) => Place {
  const path = ['data', key];
  const whole = configMap.locate(path);
  if (whole.inside !== undefined) {
    return ({ line, column, offset, length }) => ({ ...whole, line, column, offset, length });
  }
  const base = configMap.locate(path, 'key');
  const lines = configMap.text.slice(base.offset).split('\n');
  // Of a literal block each line of the value is a line of the file; other styles fold or escape.
  if (!/:\s*\|[-+]?\s*$/.test(lines[0] ?? '')) return () => base;
  const first = lines.slice(1).find((line) => line.trim() !== '') ?? '';
  const indent = first.length - first.trimStart().length;
  const startOf = (line: number): number =>
    lines.slice(0, line).reduce((sum, one) => sum + one.length + 1, base.offset);
  return ({ line, column, length }) => ({
    file: base.file,
    line: base.line + line,
    column: column + indent,
    offset: startOf(line) + indent + column - 1,
    length,
  });
}
