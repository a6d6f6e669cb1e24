import { closeSync, fsyncSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { availableParallelism, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';

import type { Clock } from '../clock/clock.ts';
import { cacheDirectory } from '../engines/postgres/cache-directory.ts';
import { locatePrograms } from '../engines/postgres/programs.ts';
import { locatePatroni, patroniEnvironment, patroniPackages } from '../engines/patroni/program.ts';
import { messageOf } from '../ports/errors.ts';
import { mayIsolateHosts } from '../supervisor/hosts/capabilities.ts';
import { pathOf } from '../supervisor/programs.ts';
import { runProgram } from '../supervisor/run-program.ts';
import { systemPostgres } from '../topology/hosted/engine-programs.ts';
import type { Finding } from './finding.ts';

/** What this machine can do. Starts nothing that stays, and changes nothing. */
export async function examine(clock: Clock): Promise<Finding[]> {
  const cache = cacheDirectory();
  return [
    machine(clock),
    disk(clock),
    ...(await network()),
    await embeddedPostgres(cache),
    await program({
      name: 'PostgreSQL',
      file: join(systemPostgres() ?? '', 'postgres'),
      found: systemPostgres() !== undefined,
      packageName: 'postgresql-15',
      use: 'for engine: patroni',
    }),
    await patroni(cache),
    ...(await Promise.all(ENGINES.map((engine) => ofPath(engine)))),
  ];
}

const ENGINES = [
  { name: 'etcd', command: 'etcd', packageName: 'etcd-server', use: 'for engine: patroni' },
  { name: 'curl', command: 'curl', packageName: 'curl', use: 'for an rto below 24 s' },
  {
    name: 'pgBackRest',
    command: 'pgbackrest',
    packageName: 'pgbackrest',
    use: 'for a backup of a store under Patroni',
  },
  { name: 'HAProxy', command: 'haproxy', packageName: 'haproxy', use: 'for balancer: haproxy' },
  {
    name: 'keepalived',
    command: 'keepalived',
    packageName: 'keepalived',
    use: 'for the virtual address of two HAProxys',
  },
] as const;

/** A fixed piece of work, so that two machines can be compared (MB). */
const HASHED_MB = 64;

function machine(clock: Clock): Finding {
  const startMs = clock.monotonicMs();
  const piece = Buffer.alloc(1 << 20);
  const hash = createHash('sha256');
  for (let i = 0; i < HASHED_MB; i++) hash.update(piece);
  hash.digest();
  const perSecond = Math.round((HASHED_MB * 1000) / (clock.monotonicMs() - startMs));
  const gigabytes = (totalmem() / 2 ** 30).toFixed(0);
  return {
    name: 'machine',
    state: process.platform === 'linux' ? 'ok' : 'limited',
    detail: `${process.platform}, ${availableParallelism()} CPUs (SHA-256 at ${perSecond} MB/s), ${gigabytes} GB of memory, ${process.getuid?.() === 0 ? 'root' : 'not root'}`,
  };
}

const SYNCS = 16;

/** A commit waits for the disk once, and on two members. */
function disk(clock: Clock): Finding {
  const directory = mkdtempSync(join(tmpdir(), 'ninefold-doctor-'));
  const file = openSync(join(directory, 'probe'), 'w', 0o600);
  const times: number[] = [];
  try {
    for (let i = 0; i < SYNCS; i++) {
      const startMs = clock.monotonicMs();
      writeSync(file, Buffer.alloc(8192));
      fsyncSync(file);
      times.push(clock.monotonicMs() - startMs);
    }
  } finally {
    closeSync(file);
    rmSync(directory, { recursive: true, force: true });
  }
  const median = times.toSorted((a, b) => a - b)[SYNCS / 2] ?? 0;
  return {
    name: 'disk',
    state: 'ok',
    detail: `${median.toFixed(1)} ms for a write of 8 kB and its fsync in ${tmpdir()} (median of ${SYNCS})`,
  };
}

async function network(): Promise<Finding[]> {
  if (!mayIsolateHosts()) {
    return [
      {
        name: 'network namespaces',
        state: 'limited',
        detail:
          'not this user: hosts are loopback addresses, without faults of the network or a virtual address; run as root for these',
      },
    ];
  }
  return Promise.all([
    tried('network namespaces', 'a network for each host', 'iproute2', ['ip', 'link', 'show']),
    tried('nftables', 'partitions and losses between hosts', 'nftables', [
      'nft',
      'add table inet ninefold',
    ]),
    tried('netem', 'delays between hosts, by tc', 'iproute2', [
      'tc',
      ...'qdisc add dev lo root netem delay 1ms'.split(' '),
    ]),
  ]);
}

/** Tries it in a namespace that ends with the program. */
async function tried(
  name: string,
  use: string,
  packageName: string,
  command: readonly [string, ...string[]],
): Promise<Finding> {
  if (pathOf(command[0]) === undefined) {
    return { name, state: 'missing', detail: use, mend: { kind: 'package', name: packageName } };
  }
  try {
    await runProgram('unshare', ['--net', ...command]);
    return { name, state: 'ok', detail: use };
  } catch (error) {
    return { name, state: 'limited', detail: `not in this kernel: ${messageOf(error)}` };
  }
}

function embeddedPostgres(cache: string): Promise<Finding> {
  const name = 'PostgreSQL from npm';
  try {
    return Promise.resolve({ name, state: 'ok', detail: locatePrograms(cache).version });
  } catch (error) {
    return Promise.resolve({ name, state: 'limited', detail: messageOf(error) });
  }
}

async function patroni(cache: string): Promise<Finding> {
  const found = locatePatroni(cache);
  const use = 'for engine: patroni';
  if (!found) {
    // Python's own tool for environments is a package of its own on Debian.
    return {
      name: 'Patroni',
      state: 'missing',
      detail: use,
      mend: { kind: 'python', directory: patroniEnvironment(cache), packages: patroniPackages },
    };
  }
  return program({ name: 'Patroni', file: found.command[0], found: true, packageName: '', use });
}

function ofPath(engine: (typeof ENGINES)[number]): Promise<Finding> {
  const file = pathOf(engine.command);
  const { name, packageName, use } = engine;
  return program({ name, file: file ?? '', found: file !== undefined, packageName, use });
}

async function program(asked: {
  readonly name: string;
  readonly file: string;
  readonly found: boolean;
  readonly packageName: string;
  readonly use: string;
}): Promise<Finding> {
  const { name, file, found, packageName, use } = asked;
  if (!found) {
    return { name, state: 'missing', detail: use, mend: { kind: 'package', name: packageName } };
  }
  return { name, state: 'ok', detail: `${await versionOf(file)} (${file})` };
}

/** The first number with a point in what the program says of its version. */
async function versionOf(file: string): Promise<string> {
  // Each in its own way; keepalived's goes to standard error.
  for (const option of ['--version', '-v', 'version']) {
    const said = await runProgram(file, [option], { withErrors: true }).catch(() => '');
    const version = /(?<![\d.])\d+\.\d+[\w.~+-]*/.exec(said)?.[0];
    if (version !== undefined) return version;
  }
  return 'version unknown';
}
