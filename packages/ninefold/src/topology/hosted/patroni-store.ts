import { join } from 'node:path';
import { mkdirSync, realpathSync } from 'node:fs';

import type { StoreSpec } from '../../contract/contract.ts';
import { createPatroniMember } from '../../engines/patroni/patroni-member.ts';
import { until } from '../../clock/until.ts';
import {
  type PatroniEndpoint,
  readVersions,
  restartPostgres,
  switchover,
} from '../../engines/patroni/rest-api.ts';
import type { Login } from '../../engines/postgres/session.ts';
import { DeadlineError, EnvironmentError } from '../../ports/errors.ts';
import type { PatroniCluster, PatroniMember } from '../../render/patroni/cluster.ts';
import { renderIsolationGuard } from '../../render/patroni/isolation-guard.ts';
import { renderPatroniYaml } from '../../render/patroni/patroni-yaml.ts';
import { renderPostBootstrap } from '../../render/patroni/post-bootstrap.ts';
import { renderBackupScript, renderPgbackrest } from '../../render/pgbackrest/pgbackrest.ts';
import type { Host } from '../../supervisor/hosts/hosts.ts';
import type { RestartingMember } from '../../supervisor/restarting-member.ts';
import { lifecycleOf } from '../lifecycle.ts';
import type { TopologyMember } from '../member.ts';
import type { RunningStore, StoreServer } from '../running-store.ts';
import { settleAll } from '../settle-all.ts';
import { storeProgramsOf } from './engine-programs.ts';
import type { EtcdPlace } from './etcd-cluster.ts';
import type { HostFiles } from './host-files.ts';
import { hasWatchdog } from './cluster-plan.ts';
import { machine } from './machine.ts';
import { createPatroniArchive } from './patroni-archive.ts';
import { type PatroniSight, watchPatroni } from './patroni-sight.ts';
import { type StorePasswords, storePasswords } from './passwords.ts';
import { createScriptMember } from './script-member.ts';
import type { HostedSurroundings } from './surroundings.ts';
import {
  type Watchdog,
  makeWatchdogDevice,
  openWatchdogDevice,
  watchWatchdog,
} from './watchdog.ts';

const POSTGRES_PORT = 5432;
/** `initdb`, and a base backup for each standby, on a busy machine (ms). */
const WHOLE_WITHIN_MS = 120_000;
const REST_PORT = 8008;
const PATRONI_CONFIG = 'patroni.yaml';
const PGBACKREST_CONFIG = 'pgbackrest.conf';
const BACKUP_SCRIPT = 'backup.sh';

export interface PatroniPlace {
  readonly member: PatroniMember;
  readonly files: HostFiles;
  readonly host: Host;
  /** Where the store's archive is, if it has a backup; the same for each member. */
  readonly repository?: string;
}

/** Hosts for the members of a store, nothing on them yet. */
export async function placePatroni(
  spec: StoreSpec,
  surroundings: HostedSurroundings,
): Promise<PatroniPlace[]> {
  const { user } = surroundings;
  const programs = storeProgramsOf(surroundings.programs);
  const places: PatroniPlace[] = [];
  const archive =
    spec.patroni?.backup && programs.pgbackrest !== undefined
      ? { repository: surroundings.archiveOf(spec.name), program: programs.pgbackrest }
      : undefined;
  for (let index = 0; index < spec.members; index++) {
    const host = await surroundings.addHost(`${spec.name}[${index}]`);
    const files = surroundings.filesOf(host);
    const socketDirectory = files.path('run');
    mkdirSync(socketDirectory, { mode: 0o700 });
    user.own(socketDirectory);
    const member = {
      name: `${spec.name}-${index}`,
      address: host.address,
      postgresPort: await surroundings.portFor(POSTGRES_PORT),
      restPort: await surroundings.portFor(REST_PORT),
      dataDirectory: files.path('data'),
      binDirectory: programs.postgresDirectory,
      passFile: files.path('pgpass'),
      socketDirectory,
      ...(hasWatchdog(spec) ? { watchdogDevice: await makeWatchdogDevice(files, user) } : {}),
      ...(archive
        ? { pgbackrest: [archive.program, `--config=${files.path(PGBACKREST_CONFIG)}`] }
        : {}),
    };
    places.push({
      member,
      files,
      host,
      ...(archive ? { repository: archive.repository } : {}),
    });
  }
  return places;
}

/** A store under Patroni: its members as machines, and what is seen of it. */
export interface PatroniStore extends RunningStore {
  readonly machines: readonly TopologyMember[];
  readonly restarting: ReadonlyMap<string, RestartingMember>;
  /** What the app, or a client, needs to log in. */
  readonly appLogin: Pick<Login, 'user' | 'password' | 'database'>;
  /** What it takes to ask its Patroni for something (see `reachVariables`). */
  readonly restEnvironment: Readonly<Record<string, string>>;
  /** The primary's name in HAProxy's eyes is Patroni's: `orders-0`. */
  readonly sight: PatroniSight;
  begin(signal: AbortSignal): Promise<void>;
}

/** @param cluster everything but where the script for a new cluster is, which this writes */
export function createPatroniStore(
  spec: StoreSpec,
  places: readonly PatroniPlace[],
  etcd: readonly EtcdPlace[],
  clusterPlan: Omit<PatroniCluster, 'postBootstrap'>,
  surroundings: HostedSurroundings,
): PatroniStore {
  const { clock, user, network, tell } = surroundings;
  const programs = storeProgramsOf(surroundings.programs);
  const passwords = storePasswords();
  const postgres = realpathSync(join(programs.postgresDirectory, 'postgres'));
  const guards = new Map<string, RestartingMember>();
  const endpoints = places.map(({ member }): PatroniEndpoint => ({
    address: member.address,
    port: member.restPort,
    login: { user: passwords.restUser, password: passwords.rest },
  }));
  const restarting = new Map<string, RestartingMember>();
  const clusterAt = ({ files }: PatroniPlace): PatroniCluster => ({
    ...clusterPlan,
    postBootstrap: files.path('post-bootstrap.sh'),
  });
  const { scope, backup } = clusterPlan;
  for (const place of places) {
    const { host, files, member } = place;
    const cluster = clusterAt(place);
    if (backup) {
      files.write(PGBACKREST_CONFIG, renderPgbackrest(scope, backup, member));
      files.write(BACKUP_SCRIPT, renderBackupScript(scope, backup, member), 0o700);
    }
    files.write('post-bootstrap.sh', renderPostBootstrap(cluster), 0o700);
    restarting.set(
      host.name,
      createPatroniMember({
        name: host.name,
        start: (command) => host.start(command),
        command: programs.patroni.command,
        postgres,
        ...user.asMember,
        configFile: files.write(PATRONI_CONFIG, renderPatroniYaml(cluster, member)),
        environment: environmentOf(passwords),
        directory: files.directory,
        endpoint: { address: member.address, port: member.restPort },
        clock,
        ...lifecycleOf(host.name, 'Patroni', tell),
      }),
    );
    const guard = renderIsolationGuard(cluster, member, files.path('patroni.yaml'));
    if (guard === undefined) continue;
    const guardName = guardOf(host.name);
    guards.set(
      guardName,
      createScriptMember({
        name: guardName,
        path: files.write('isolation-guard.sh', guard, 0o700),
        host,
        directory: files.directory,
        environment: { PATRONI_SUPERUSER_PASSWORD: passwords.superuser },
        user,
        clock,
      }),
    );
  }
  const members = places.map(({ host, member }, index): StoreServer => ({
    name: host.name,
    index,
    get process() {
      return restarting.get(host.name)?.process;
    },
    boundedDirectory: undefined,
    // Through the socket, which no fault of the network reaches.
    login: () => ({
      host: member.socketDirectory,
      port: member.postgresPort,
      user: 'postgres',
      password: passwords.superuser,
      database: spec.name,
    }),
  }));
  const sight = watchPatroni({
    scope,
    members: places.map(({ host, member }) => ({ name: host.name, patroniName: member.name })),
    endpoints,
    etcd: etcd.map(({ member }) => ({ address: member.address, port: member.clientPort })),
    synchronousStandbys: clusterPlan.synchronousStandbys,
    clock,
    tell,
    onGrant: surroundings.onGrant,
  });
  const watchdogs = new Map<string, Watchdog>();
  for (const { host, member } of places) {
    if (member.watchdogDevice === undefined) continue;
    const device = openWatchdogDevice(member.watchdogDevice);
    const watchdog = watchWatchdog({
      read: device.read,
      clock,
      onBite: () => {
        tell('note', host.name, 'the watchdog reset the host');
        // Whatever could not be ended is told by what it still does.
        restarting
          .get(host.name)
          ?.process?.kill()
          .catch(() => undefined);
      },
    });
    watchdogs.set(host.name, {
      ...watchdog,
      close() {
        watchdog.close();
        device.close();
      },
    });
  }
  let engineVersion = 'unknown';
  const held = (index: number): RestartingMember | undefined =>
    restarting.get(members[index]?.name ?? '');
  const machines = places.map(({ host }) => {
    const program = restarting.get(host.name);
    if (!program) throw new RangeError(`no member ${host.name}`);
    const watchdog = watchdogs.get(host.name);
    const guard = guards.get(guardOf(host.name));
    return machine({
      kind: 'store',
      host,
      network,
      programs: [program, ...(guard ? [guard] : [])],
      parts: { postgres: { executable: postgres }, patroni: program },
      ...(watchdog ? { watchdog } : {}),
    });
  });
  const archive =
    backup &&
    createPatroniArchive({
      scope,
      places,
      machines,
      patronis: [...restarting.values()],
      etcd: etcd.map(({ member }) => ({ address: member.address, port: member.clientPort })),
      sight,
      backupScript: BACKUP_SCRIPT,
      environment: environmentOf(passwords),
      configure: (place, beginning) => {
        const cluster: PatroniCluster =
          beginning === 'as always'
            ? clusterAt(place)
            : { ...clusterAt(place), startFrom: 'archive', ...beginning };
        place.files.write(PATRONI_CONFIG, renderPatroniYaml(cluster, place.member));
      },
      user,
      onGrant: surroundings.onGrant,
      clock,
      tell,
    });
  return {
    spec,
    members,
    machines,
    restarting: new Map([...restarting, ...guards]),
    ...(archive ? { archive } : {}),
    appLogin: { user: 'app', password: passwords.app, database: spec.name },
    restEnvironment: restEnvironment(passwords),
    sight,
    get engineVersion() {
      return engineVersion;
    },
    async begin(signal) {
      await settleAll([...restarting.values(), ...guards.values()].map((one) => one.begin(signal)));
      sight.begin();
      await until(`${spec.name} to be whole`, () => sight.missing() === undefined, {
        clock,
        withinMs: WHOLE_WITHIN_MS,
        everyMs: 20,
        signal,
      }).catch((error: unknown) => {
        throw error instanceof DeadlineError
          ? new DeadlineError(`waited ${WHOLE_WITHIN_MS} ms for ${sight.missing() ?? spec.name}`)
          : error;
      });
      await archive?.backUp(signal);
      const [first] = endpoints;
      if (first) engineVersion = await readVersions(first);
    },
    agent: {
      async switchover() {
        const leader = sight.primary();
        const place = leader && places[leader.member];
        const endpoint = leader && endpoints[leader.member];
        if (!place || !endpoint)
          throw new EnvironmentError('there is no primary to hand over from');
        await switchover(endpoint, place.member.name);
      },
      async restart(index) {
        const endpoint = endpoints[index];
        if (!endpoint) throw new RangeError(`no member ${index}`);
        await restartPostgres(endpoint);
      },
      primary: () => sight.primary(),
      hold: (index) => held(index)?.hold(),
      release: (index) => held(index)?.release(),
      isWhole: () =>
        [...restarting.values()].every((one) => one.isReady) && sight.missing() === undefined,
    },
    close() {
      sight.close();
      for (const watchdog of watchdogs.values()) watchdog.close();
    },
  };
}

function guardOf(host: string): string {
  return `${host} guard`;
}

function environmentOf(passwords: StorePasswords): Record<string, string> {
  return {
    PATRONI_SUPERUSER_PASSWORD: passwords.superuser,
    PATRONI_REPLICATION_PASSWORD: passwords.replication,
    PATRONI_REWIND_PASSWORD: passwords.rewind,
    ...restEnvironment(passwords),
    NINEFOLD_SERVICE_PASSWORD: passwords.app,
  };
}

function restEnvironment(passwords: StorePasswords): Record<string, string> {
  return {
    PATRONI_RESTAPI_USERNAME: passwords.restUser,
    PATRONI_RESTAPI_PASSWORD: passwords.rest,
  };
}
