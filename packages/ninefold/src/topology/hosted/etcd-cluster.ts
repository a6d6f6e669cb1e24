import { createEtcdMember, isEtcdHealthy } from '../../engines/etcd/etcd-member.ts';
import type { EtcdMember } from '../../render/patroni/cluster.ts';
import { renderEtcd } from '../../render/etcd/etcd-config.ts';
import type { RestartingMember } from '../../supervisor/restarting-member.ts';
import { lifecycleOf } from '../lifecycle.ts';
import type { TopologyMember } from '../member.ts';
import { settleAll } from '../settle-all.ts';
import { storeProgramsOf } from './engine-programs.ts';
import type { HostFiles } from './host-files.ts';
import { machine } from './machine.ts';
import { createScriptMember } from './script-member.ts';
import type { HostedSurroundings } from './surroundings.ts';

/** The least that outlives the loss of one. */
const MEMBERS = 3;
const CLIENT_PORT = 2379;
const PEER_PORT = 2380;

/** Where one etcd is, and on which files. */
export interface EtcdPlace {
  readonly member: EtcdMember;
  readonly files: HostFiles;
  readonly host: Awaited<ReturnType<HostedSurroundings['addHost']>>;
}

/** etcd as it runs: three members, each on a host of its own. */
export interface EtcdCluster {
  readonly members: readonly TopologyMember[];
  readonly restarting: ReadonlyMap<string, RestartingMember>;
  /** Waits until the first start is done. */
  begin(signal: AbortSignal): Promise<void>;
  /** All its members answer and have a leader. */
  isWhole(): Promise<boolean>;
}

/** Hosts for etcd, nothing on them yet: who uses it must know where it will be. */
export async function placeEtcd(surroundings: HostedSurroundings): Promise<EtcdPlace[]> {
  const places: EtcdPlace[] = [];
  for (let index = 0; index < MEMBERS; index++) {
    const host = await surroundings.addHost(`etcd[${index}]`);
    const files = surroundings.filesOf(host);
    const member = {
      name: `etcd${index}`,
      address: host.address,
      clientPort: await surroundings.portFor(CLIENT_PORT),
      peerPort: await surroundings.portFor(PEER_PORT),
      dataDirectory: files.path('data'),
    };
    places.push({ member, files, host });
  }
  return places;
}

/**
 * @param guards the script that runs beside a member, by the name of what it guards
 */
export function createEtcdCluster(
  places: readonly EtcdPlace[],
  guards: ReadonlyMap<string, (member: EtcdMember) => string | undefined>,
  surroundings: HostedSurroundings,
): EtcdCluster {
  const { clock, programs, user, network, tell, service, rtoReason } = surroundings;
  const plan = { cluster: service, members: places.map(({ member }) => member), rtoReason };
  const restarting = new Map<string, RestartingMember>();
  const members = places.map(({ host, files, member }): TopologyMember => {
    const { name } = host;
    const etcd = createEtcdMember({
      name,
      start: (command) => host.start({ ...command, ...user.asMember }),
      program: storeProgramsOf(programs).etcd,
      configFile: files.write('etcd.yaml', renderEtcd(plan, member)),
      directory: files.directory,
      address: host.address,
      clientPort: member.clientPort,
      clock,
      ...lifecycleOf(name, 'etcd', tell),
    });
    restarting.set(name, etcd);
    const running = [...guards].flatMap(([store, render]) => {
      const script = render(member);
      if (script === undefined) return [];
      const guardName = `${name} guard of ${store}`;
      const path = files.write(`guard-${store}.sh`, script, 0o700);
      const guard = createScriptMember({
        name: guardName,
        path,
        host,
        directory: files.directory,
        user,
        clock,
      });
      restarting.set(guardName, guard);
      return [guard];
    });
    return machine({ kind: 'etcd', host, network, programs: [etcd, ...running] });
  });
  return {
    members,
    restarting,
    async begin(signal) {
      await settleAll([...restarting.values()].map((one) => one.begin(signal)));
    },
    async isWhole() {
      const answers = places.map(({ member }) => isEtcdHealthy(member.address, member.clientPort));
      return (await Promise.all(answers)).every(Boolean);
    },
  };
}
