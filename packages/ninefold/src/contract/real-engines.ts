import { z } from 'zod';
import { oneOf, text, wholeNumber } from './leaf.ts';
import { duration } from './values.ts';

/*
 * What the contract says of the engines of production: PostgreSQL under Patroni, HAProxy and
 * keepalived, and the hosts they run on. Nothing of it is needed on one machine.
 */

/** A store whose failover is Patroni's. */
export interface PatroniSpec {
  /** A member each, by address or host name; empty when the contract names none. */
  readonly hosts: readonly string[];
  /** etcd's hosts; empty when the contract names none: then etcd runs on the members' hosts. */
  readonly etcd: readonly string[];
  /** `promise` (default): computed from the promise; `defaults`: Patroni's own defaults. */
  readonly tuning: 'promise' | 'defaults';
  /** Default `required`, with `tuning: defaults` `automatic`, which is Patroni's default. */
  readonly watchdog: 'required' | 'automatic' | 'off';
  /** Absent: no archive, no backup. */
  readonly backup?: BackupSpec;
}

/** Base backups and an archive of WAL, from which a lost store is restored. */
export interface BackupSpec {
  /** A folder that every member has mounted and that is not lost with them. */
  readonly repository: string;
  /** Time between two full backups (ms), whole days. Default 7 d. */
  readonly fullEveryMs: number;
  /** Full backups kept. Default 2. */
  readonly keep: number;
  /** A WAL segment is archived after so long, full or not (ms), whole seconds. Default 60 s. */
  readonly archiveEveryMs: number;
  /**
   * Of the loss of the whole store: the oldest acknowledged write that may be lost with it (ms before
   * the loss). Default `archiveEvery` + 5 s: see `archiveSlackMs`.
   */
  readonly rpoMs: number;
  /** Of the loss of the whole store: longest time until clients are served again (ms). Absent: no promise. */
  readonly rtoMs?: number;
}

/**
 * From the instant at which `archive_timeout` has passed until the segment is in the archive (ms): a
 * second, as PostgreSQL counts whole ones, and 4 s for a segment of 16 MiB at 4 MB/s.
 */
const archiveSlackMs = 5_000;

/** Which balancer, and where. */
export interface BalancerPlaceSpec {
  /** `embedded` (default): Ninefold's own; `haproxy`: HAProxy, with keepalived if there is a VIP. */
  readonly engine: 'embedded' | 'haproxy';
  /** HAProxy's hosts; empty when the contract names none. */
  readonly hosts: readonly string[];
  /** With its prefix length: `10.0.0.30/24`. Absent: clients know every balancer. */
  readonly virtualAddress?: string;
  /** The network interface that carries the virtual address. Default `eth0`. */
  readonly interface: string;
}

/** Those parts as a contract writes them. */
export interface WrittenPatroni {
  readonly hosts?: string[] | undefined;
  readonly etcd?: string[] | undefined;
  readonly tuning?: 'promise' | 'defaults' | undefined;
  readonly watchdog?: 'required' | 'automatic' | 'off' | undefined;
  readonly backup?: WrittenBackup | undefined;
}

export interface WrittenBackup {
  readonly repository: string;
  readonly fullEvery: number;
  readonly keep: number;
  readonly archiveEvery: number;
  readonly rpo?: number | undefined;
  readonly rto?: number | undefined;
}

export interface WrittenBalancerPlace {
  readonly engine: 'embedded' | 'haproxy';
  readonly hosts?: string[] | undefined;
  readonly vip?: string | undefined;
  readonly interface: string;
}

/** A schema for each key of a mapping. */
type Keys<T> = { readonly [K in keyof T]-?: z.ZodType<T[K]> };

const hostPattern = /^[A-Za-z0-9]([A-Za-z0-9.:-]{0,251}[A-Za-z0-9])?$/;

function hostList(): z.ZodArray<z.ZodType<string>> {
  const host = text(hostPattern, 'a host', 'an address or a host name, such as 10.0.0.11 or db-1');
  return z.array(host).min(1).max(9);
}

const absolutePath = /^(\/[A-Za-z0-9._-]+)+$/;

export const backup: z.ZodType<WrittenBackup> = z.strictObject({
  repository: text(absolutePath, 'a folder', 'an absolute path, such as /mnt/backup').describe(
    'A folder that every member has mounted, and that is not lost with them.',
  ),
  fullEvery: duration(86_400_000)
    .prefault('7d')
    .describe('The time between two full backups; incremental ones are taken daily.'),
  keep: wholeNumber(1, 99).prefault(2).describe('How many full backups are kept.'),
  archiveEvery: duration(1000)
    .prefault('60s')
    .describe('A segment of WAL goes to the archive after so long, full or not.'),
  rpo: duration()
    .optional()
    .describe(
      'When the whole store is lost: how old an acknowledged write that is lost with it may be. Default: archiveEvery + 5s.',
    ),
  rto: duration()
    .optional()
    .describe(
      'When the whole store is lost: the longest time until clients are served again. Default: no promise; it is measured all the same.',
    ),
});

/** Keys of a store that only `engine: patroni` has. */
export const patroniKeys: Keys<WrittenPatroni> = {
  hosts: hostList()
    .optional()
    .describe('The host of each member, for render. Default: names such as orders-0.'),
  etcd: hostList().optional().describe("etcd's hosts, an odd number. Default: the members' hosts."),
  tuning: oneOf(['promise', 'defaults'], 'tuning')
    .optional()
    .describe(
      "promise: timing computed from rto and rpo; defaults: Patroni's own, whatever is promised. Default: promise.",
    ),
  watchdog: oneOf(['required', 'automatic', 'off'], 'watchdog')
    .optional()
    .describe('Whether a primary needs a watchdog. Default: required.'),
  backup: backup.optional().describe('Base backups and an archive, by pgBackRest. Default: none.'),
};

/** Keys of a balancer that say which it is and where. */
export const balancerPlaceKeys: Keys<WrittenBalancerPlace> = {
  engine: oneOf(['embedded', 'haproxy'], 'balancer')
    .prefault('embedded')
    .describe("embedded: Ninefold's own; haproxy: HAProxy, with keepalived when there is a vip."),
  hosts: hostList()
    .optional()
    .describe('The hosts of HAProxy, for render. Default: names such as balancer-0.'),
  vip: text(
    /^[0-9a-fA-F.:]+\/[0-9]{1,3}$/,
    'a virtual address',
    'an address with its prefix length, such as 10.0.0.30/24',
  )
    .optional()
    .describe('The address that moves to a balancer that lives. Default: none.'),
  interface: text(/^[A-Za-z0-9._-]{1,15}$/, 'a network interface', 'a name such as eth0')
    .prefault('eth0')
    .describe('The network interface that carries the vip.'),
};

/** Key of an app that says where its replicas run. */
export const appHostsKey: Keys<{ readonly hosts?: string[] | undefined }> = {
  hosts: z
    .array(
      text(
        /^(\[[0-9a-fA-F:]+\]|[A-Za-z0-9]([A-Za-z0-9.-]{0,251}[A-Za-z0-9])?):[0-9]{1,5}$/,
        'a host and its port',
        'an address or host name and a port, such as 10.0.0.41:8080',
      ),
    )
    .min(1)
    .max(50)
    .optional()
    .describe(
      'The host and port of each replica, for render. Default: names such as checkout-0:8080.',
    ),
};

/** Completes what a store says of Patroni. */
export function patroniOf(written: WrittenPatroni): PatroniSpec {
  const { hosts, etcd, tuning = 'promise', watchdog, backup: kept } = written;
  return {
    hosts: hosts ?? [],
    etcd: etcd ?? [],
    tuning,
    watchdog: watchdog ?? (tuning === 'defaults' ? 'automatic' : 'required'),
    ...(kept === undefined
      ? {}
      : {
          backup: {
            repository: kept.repository,
            fullEveryMs: kept.fullEvery,
            keep: kept.keep,
            archiveEveryMs: kept.archiveEvery,
            rpoMs: kept.rpo ?? kept.archiveEvery + archiveSlackMs,
            ...(kept.rto === undefined ? {} : { rtoMs: kept.rto }),
          },
        }),
  };
}

/** Completes what a balancer says of its place. */
export function balancerPlaceOf(written: WrittenBalancerPlace): BalancerPlaceSpec {
  const { engine, hosts, vip, interface: carrier } = written;
  return {
    engine,
    hosts: hosts ?? [],
    ...(vip === undefined ? {} : { virtualAddress: vip }),
    interface: carrier,
  };
}
