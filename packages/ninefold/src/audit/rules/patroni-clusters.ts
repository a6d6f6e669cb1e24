import { field, mapOf, numberOf, textOf } from '../../audit/part.ts';
import type { Part, Step } from '../../audit/part.ts';
import type { World } from '../../audit/world.ts';

/** A cluster's settings with Patroni's defaults, and where they stand. */
export interface Cluster {
  readonly part: Part;
  readonly dcs: readonly Step[];
  readonly ttlS: number;
  readonly loopS: number;
  readonly retryS: number;
  readonly lagBytes: number;
  readonly isSynchronous: boolean;
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly parametersPath: readonly Step[];
}

const dcsPath: readonly Step[] = ['bootstrap', 'dcs'];

export function* clusters(world: World): Generator<Cluster> {
  for (const part of world.part('patroni')) {
    const dcs = field(part.data, ...dcsPath);
    // A member's own file without the bootstrap section says nothing of the cluster.
    if (dcs === undefined) continue;
    const local = field(part.data, 'postgresql', 'parameters');
    yield {
      part,
      dcs: dcsPath,
      ttlS: numberOf(field(dcs, 'ttl')) ?? 30,
      loopS: numberOf(field(dcs, 'loop_wait')) ?? 10,
      retryS: numberOf(field(dcs, 'retry_timeout')) ?? 10,
      lagBytes: numberOf(field(dcs, 'maximum_lag_on_failover')) ?? 1_048_576,
      isSynchronous: ['on', 'true', 'quorum'].includes(
        String(field(dcs, 'synchronous_mode')).toLowerCase(),
      ),
      parameters: { ...mapOf(local), ...mapOf(field(dcs, 'postgresql', 'parameters')) },
      parametersPath: [...dcsPath, 'postgresql', 'parameters'],
    };
  }
}

/** `2GB`, `64MB`, or a bare number of the unit that the parameter has. */
export function memoryOf(value: unknown, bareUnit: number): number | undefined {
  const match = /^(\d+)\s*(B|kB|KB|MB|GB|TB)?$/.exec(textOf(value) ?? '');
  if (match === null) return undefined;
  const units: Readonly<Record<string, number>> = {
    B: 1,
    kB: 2 ** 10,
    KB: 2 ** 10,
    MB: 2 ** 20,
    GB: 2 ** 30,
    TB: 2 ** 40,
  };
  return Number(match[1]) * (units[match[2] ?? ''] ?? bareUnit);
}

/** PostgreSQL's parameters, and where they stand: under Patroni or in a file of their own. */
export function* postgresSettings(world: World): Generator<{
  readonly part: Part;
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly path: readonly Step[];
}> {
  for (const { part, parameters, parametersPath } of clusters(world))
    yield { part, parameters, path: parametersPath };
  for (const part of world.part('postgresql'))
    yield { part, parameters: mapOf(part.data), path: [] };
}

export function etcdHosts(
  part: Part,
): { readonly hosts: readonly string[]; readonly path: readonly Step[] } | undefined {
  for (const key of ['etcd3', 'etcd']) {
    const section = field(part.data, key);
    if (section === undefined) continue;
    const written = field(section, 'hosts') ?? field(section, 'host');
    const path = [key, field(section, 'hosts') === undefined ? 'host' : 'hosts'];
    const hosts = Array.isArray(written) ? written.map(textOf) : (textOf(written) ?? '').split(',');
    return {
      hosts: hosts
        .filter((one) => one !== undefined)
        .map((one) => one.trim())
        .filter((one) => one !== ''),
      path,
    };
  }
  return undefined;
}
