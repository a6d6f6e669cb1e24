import type { PatroniTiming } from './timing.ts';

/** A PostgreSQL cluster under Patroni, as its configuration needs it: plain data, no contract. */
export interface PatroniCluster {
  /** Patroni's `scope`: the name of the cluster. */
  readonly scope: string;
  /** The database that the service uses. */
  readonly database: string;
  /** The role that the service logs in as. */
  readonly role: string;
  /** In order; names are unique. */
  readonly members: readonly PatroniMember[];
  readonly etcd: readonly EtcdMember[];
  /** Addresses or networks (CIDR) that may log in as `role`: the balancers, or the app's hosts. */
  readonly clients: readonly string[];
  /**
   * Standbys that must have a write before it is acknowledged; 0 is asynchronous replication. The
   * setting is strict: without so many standbys, writes wait.
   */
  readonly synchronousStandbys: number;
  /**
   * `promise`: everything that keeps the promise; `defaults`: Patroni's own defaults, `timing` among
   * them (see `defaultTiming`), whatever was promised.
   */
  readonly tuning: 'promise' | 'defaults';
  readonly timing: PatroniTiming;
  /** `required`: no primary without a watchdog; `off` only where there is no device. */
  readonly watchdog: 'required' | 'automatic' | 'off';
  /** TLS for PostgreSQL, the REST API and etcd; absent: plain text, for one machine only. */
  readonly tls?: TlsFiles;
  /** Absent: no archive, no backup. */
  readonly backup?: BackupPlan;
  /** How a new cluster begins. `archive`: from the backup, as after the loss of the whole store. */
  readonly startFrom: 'empty' | 'archive';
  /** Of `archive`: the instant to restore, as PostgreSQL writes it, with its zone. Absent: the newest. */
  readonly restoreTo?: string;
  /** Absolute: the script (see `renderPostBootstrap`) that makes database and role; on each member. */
  readonly postBootstrap: string;
  /** What the values come from, in the words of the contract: `promise.rto: 10s`. */
  readonly reasons: PromiseReasons;
}

export interface PatroniMember {
  readonly name: string;
  /** An IP address or a host name that every other member and balancer reaches it by. */
  readonly address: string;
  readonly postgresPort: number;
  readonly restPort: number;
  /** Absolute. */
  readonly dataDirectory: string;
  /** Where `postgres` is. */
  readonly binDirectory: string;
  /** Where Patroni writes its password file for libpq. */
  readonly passFile: string;
  /** Where PostgreSQL's Unix socket is. */
  readonly socketDirectory: string;
  /** Absolute: a named pipe in place of a watchdog's device. Absent: `/dev/watchdog`. */
  readonly watchdogDevice?: string;
  /** How pgBackRest is called on this member. Absent: `pgbackrest`. */
  readonly pgbackrest?: readonly string[];
}

export interface EtcdMember {
  readonly name: string;
  readonly address: string;
  readonly clientPort: number;
  readonly peerPort: number;
  readonly dataDirectory: string;
}

/** Paths on each host; what they hold is never in a rendered file. */
export interface TlsFiles {
  /** Certificate of the authority that signed every member's certificate. */
  readonly authority: string;
  readonly certificate: string;
  readonly key: string;
}

/** pgBackRest: a base backup now and then, and every WAL segment as it is filled. */
export interface BackupPlan {
  /** Absolute: a file system that is not lost with the members, mounted on each of them. */
  readonly repository: string;
  /** Days between two full backups; incremental ones are taken daily between them. */
  readonly fullEveryDays: number;
  /** Full backups that are kept, with all that is needed to restore to any instant since. */
  readonly keepFull: number;
  /** A WAL segment is archived after so long at the latest, full or not. */
  readonly archiveTimeoutS: number;
}

/** A contract's promises as comments quote them. */
export interface PromiseReasons {
  readonly rto: string;
  readonly rpo: string;
}
