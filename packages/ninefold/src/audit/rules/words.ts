import type { Step } from '../../audit/part.ts';

/** `Deployment api`, as messages name it. */
export function nameOf({ kind, name }: { readonly kind: string; readonly name: string }): string {
  return `${kind} ${name}`;
}

const databaseImages =
  /(?:^|\/)(?:postgres|postgresql|mysql|mariadb|mongo|mongodb|redis|valkey|cassandra|etcd|zookeeper|elasticsearch|opensearch|influxdb|couchdb|neo4j|kafka|cp-kafka|rabbitmq|clickhouse-server|spilo)(?:-\d+)?(?:[:@]|$)/i;

/** Whether an image keeps data that can't be made again. */
export function isDatabase(image: string): boolean {
  return databaseImages.test(image);
}

/** Seconds in words: `90 s`, `5 min`. */
export function seconds(value: number): string {
  return value >= 120 && value % 60 === 0 ? `${value / 60} min` : `${Number(value.toFixed(3))} s`;
}

/** Bytes in the largest unit that leaves 1 or more, three digits: `1 MiB`. */
export function bytes(value: number): string {
  const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB'];
  const power = value < 1 ? 0 : Math.min(units.length - 1, Math.floor(Math.log2(value) / 10));
  return `${power === 0 ? value : Number((value / 1024 ** power).toPrecision(3))} ${units[power]}`;
}

export function percent(ratio: number): string {
  return `${Number((ratio * 100).toPrecision(6))}%`;
}

/** Each string value in plain data, with its path; bounded by the data itself. */
export function* texts(
  data: unknown,
  path: readonly Step[] = [],
): Generator<{ text: string; path: readonly Step[] }> {
  if (typeof data === 'string') yield { text: data, path };
  else if (Array.isArray(data)) {
    for (const [index, one] of data.entries()) yield* texts(one, [...path, index]);
  } else if (typeof data === 'object' && data !== null) {
    for (const [key, one] of Object.entries(data)) yield* texts(one, [...path, key]);
  }
}
