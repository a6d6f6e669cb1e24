import { EnvironmentError } from '../../ports/errors.ts';
import { askHttp } from '../../sockets/ask-http.ts';

/** Where a member's Patroni is asked, and as whom for what changes something. */
export interface PatroniEndpoint {
  readonly address: string;
  readonly port: number;
  /** Over TLS. Default false. */
  readonly secure?: boolean;
  readonly login?: { readonly user: string; readonly password: string };
}

/** One member, as the cluster's members know of it from etcd. */
export interface PatroniClusterMember {
  readonly name: string;
  /** `leader`, `sync_standby`, `quorum_standby`, `replica` and so on; see Patroni's REST API. */
  readonly role: string;
  /** `running`, `streaming`, `stopped` and so on. */
  readonly state: string;
  readonly timeline: number | undefined;
  /** Where its PostgreSQL listens, as the others reach it; absent when nobody knows. */
  readonly server?: { readonly host: string; readonly port: number };
}

/** A cluster as one of its members knows it. */
export interface PatroniClusterView {
  readonly members: readonly PatroniClusterMember[];
  /** Its operators told Patroni not to act. */
  readonly isPaused: boolean;
}

/**
 * `GET /cluster`.
 *
 * @throws when it does not answer in time
 */
export async function readCluster(
  endpoint: PatroniEndpoint,
  withinMs: number,
): Promise<readonly PatroniClusterMember[]> {
  return (await readClusterView(endpoint, withinMs)).members;
}

/**
 * `GET /cluster`, with what is said of the whole.
 *
 * @throws when it does not answer in time
 */
export async function readClusterView(
  { address, port, secure = false }: PatroniEndpoint,
  withinMs: number,
): Promise<PatroniClusterView> {
  const { text } = await askHttp({ host: address, port, secure, path: '/cluster', withinMs });
  const answer: unknown = JSON.parse(text);
  const cluster = typeof answer === 'object' && answer !== null ? answer : {};
  const members = 'members' in cluster && Array.isArray(cluster.members) ? cluster.members : [];
  return {
    members: members.map(memberOf),
    isPaused: 'pause' in cluster && cluster.pause === true,
  };
}

function memberOf(member: Record<string, unknown>): PatroniClusterMember {
  const { name, role, state, timeline, host, port } = member;
  return {
    name: String(name),
    role: String(role),
    state: String(state),
    timeline: typeof timeline === 'number' ? timeline : undefined,
    ...(typeof host === 'string' && typeof port === 'number' ? { server: { host, port } } : {}),
  };
}

/** What a member's Patroni says of itself and its PostgreSQL. */
export interface PatroniSelf {
  /** Absent before Patroni 3.1. */
  readonly name: string | undefined;
  /** PostgreSQL was asked, and is in no recovery: it accepts writes. */
  readonly acceptsWrites: boolean;
}

/**
 * `GET /patroni`. Patroni asks its PostgreSQL for it.
 *
 * @throws when it does not answer in time
 */
export async function readSelf(
  { address, port, secure = false }: PatroniEndpoint,
  withinMs: number,
): Promise<PatroniSelf> {
  const { text } = await askHttp({ host: address, port, secure, path: '/patroni', withinMs });
  const answer = JSON.parse(text) as {
    readonly role?: string;
    readonly state?: string;
    /** There only when PostgreSQL answered. */
    readonly postmaster_start_time?: string;
    readonly patroni?: { readonly name?: string };
  };
  return {
    name: answer.patroni?.name,
    // `master` before Patroni 4.
    acceptsWrites:
      answer.postmaster_start_time !== undefined &&
      (answer.role === 'primary' || answer.role === 'master'),
  };
}

/**
 * PostgreSQL's version and Patroni's, for people.
 *
 * @throws when it does not answer in time
 */
export async function readVersions({
  address,
  port,
  secure = false,
}: PatroniEndpoint): Promise<string> {
  const { text } = await askHttp({
    host: address,
    port,
    secure,
    path: '/patroni',
    withinMs: 2_000,
  });
  const answer = JSON.parse(text) as {
    readonly server_version?: number;
    readonly patroni?: { readonly version?: string };
  };
  // 150016 is 15.16.
  const number = answer.server_version ?? 0;
  const postgres = `${Math.floor(number / 10_000)}.${number % 10_000}`;
  return `${postgres} under Patroni ${answer.patroni?.version ?? 'unknown'}`;
}

/** Whether Patroni answers at all, whatever it says. */
export async function answersRest(
  { address, port }: PatroniEndpoint,
  withinMs: number,
): Promise<boolean> {
  try {
    await askHttp({ host: address, port, path: '/liveness', withinMs });
    return true;
  } catch {
    return false;
  }
}

/** How long Patroni may take for what it is told (ms); it answers when it is done. */
const COMMAND_WITHIN_MS = 60_000;

/**
 * `POST /switchover`: from the leader to whom Patroni chooses.
 *
 * @throws EnvironmentError with its answer when it refuses
 */
export async function switchover(endpoint: PatroniEndpoint, leader: string): Promise<void> {
  await command(endpoint, '/switchover', { leader });
}

/**
 * `POST /restart`: PostgreSQL only, Patroni stays.
 *
 * @throws EnvironmentError with its answer when it refuses
 */
export async function restartPostgres(endpoint: PatroniEndpoint): Promise<void> {
  await command(endpoint, '/restart', {});
}

async function command(
  { address, port, login }: PatroniEndpoint,
  path: string,
  json: unknown,
): Promise<void> {
  const { status, text } = await askHttp({
    host: address,
    port,
    path,
    method: 'POST',
    json,
    ...(login ? { login } : {}),
    withinMs: COMMAND_WITHIN_MS,
  });
  if (status < 200 || status > 299) {
    throw new EnvironmentError(`Patroni refused POST ${path} (${status}): ${text.trim()}`);
  }
}
