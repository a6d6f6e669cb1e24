import type { Contract } from '../../contract/contract.ts';
import { createHaproxyMember } from '../../engines/haproxy/haproxy-member.ts';
import { createKeepalivedMember } from '../../engines/keepalived/keepalived-member.ts';
import { renderHaproxy } from '../../render/haproxy/haproxy-config.ts';
import type { HaproxyApp, HaproxyStore } from '../../render/haproxy/haproxy-plan.ts';
import { renderHealthCheck, renderKeepalived } from '../../render/keepalived/keepalived-conf.ts';
import { HOST_INTERFACE } from '../../supervisor/hosts/firewall.ts';
import type { Host } from '../../supervisor/hosts/hosts.ts';
import type { RestartingMember } from '../../supervisor/restarting-member.ts';
import { lifecycleOf } from '../lifecycle.ts';
import type { TopologyMember } from '../member.ts';
import { settleAll } from '../settle-all.ts';
import type { HostFiles } from './host-files.ts';
import { machine } from './machine.ts';
import { createScriptMember } from './script-member.ts';
import type { HostedSurroundings } from './surroundings.ts';

/** One stands in for the other. */
const MEMBERS = 2;
const PEER_PORT = 10_000;
const ALIVE_PORT = 8404;

export interface BalancerPlace {
  readonly host: Host;
  readonly files: HostFiles;
  readonly peerPort: number;
  /** Where it tells keepalived that it is alive. */
  readonly alivePort: number;
}

/** The HAProxy hosts as they run, with the address that clients use. */
export interface HaproxyPair {
  /** The virtual address; where there can be none, the first one's own. */
  readonly address: string;
  readonly machines: readonly TopologyMember[];
  readonly restarting: ReadonlyMap<string, RestartingMember>;
  readonly statsSockets: readonly string[];
  begin(signal: AbortSignal): Promise<void>;
  /** What they lack, to complete "waited for ..."; undefined when nothing. */
  missing(): string | undefined;
}

export async function placeBalancers(surroundings: HostedSurroundings): Promise<BalancerPlace[]> {
  const places: BalancerPlace[] = [];
  for (let index = 0; index < MEMBERS; index++) {
    const host = await surroundings.addHost(`balancer[${index}]`);
    places.push({
      host,
      files: surroundings.filesOf(host),
      peerPort: await surroundings.portFor(PEER_PORT),
      alivePort: await surroundings.portFor(ALIVE_PORT),
    });
  }
  return places;
}

/** A script that runs beside each HAProxy. */
export interface BalancerGuard {
  readonly store: string;
  readonly script: string;
  readonly environment: Readonly<Record<string, string>>;
}

/**
 * @param sections what the one with this index leads to
 * @param guardsOf what runs beside each, told the address that only one of them holds
 */
export function createHaproxyPair(
  contract: Contract,
  places: readonly BalancerPlace[],
  sections: (index: number) => { readonly app?: HaproxyApp; readonly stores: HaproxyStore[] },
  guardsOf: (virtualAddress: string | undefined) => readonly BalancerGuard[],
  surroundings: HostedSurroundings,
): HaproxyPair {
  const { clock, programs, user, network, tell, isolated, virtualAddress } = surroundings;
  const keepalived = isolated ? programs.keepalived : undefined;
  const guards = guardsOf(keepalived === undefined ? undefined : virtualAddress);
  const restarting = new Map<string, RestartingMember>();
  const statsSockets: string[] = [];
  const peers = places.map(({ host, peerPort }, index) => ({
    name: `balancer${index}`,
    address: host.address,
    port: peerPort,
  }));
  const machines = places.map((place, index): TopologyMember => {
    const { host, files, alivePort } = place;
    const { name } = host;
    const statsSocket = files.path('haproxy.sock');
    statsSockets.push(statsSocket);
    const plan = {
      statsSocket,
      alivePort,
      peers,
      ...sections(index),
    };
    const haproxy = createHaproxyMember({
      name,
      start: (command) => host.start(command),
      program: programs.haproxy,
      peerName: `balancer${index}`,
      configFile: files.write('haproxy.cfg', renderHaproxy(plan)),
      directory: files.directory,
      statsSocket,
      ...user.asMember,
      clock,
      ...lifecycleOf(name, 'HAProxy', tell),
    });
    restarting.set(name, haproxy);
    const running = guards.map(({ store, script, environment }) => {
      const guardName = `${name} guard of ${store}`;
      const guard = createScriptMember({
        name: guardName,
        path: files.write(`reach-guard-${store}.sh`, script, 0o700),
        host,
        directory: files.directory,
        environment,
        user,
        clock,
      });
      restarting.set(guardName, guard);
      return guard;
    });
    if (keepalived === undefined) {
      return machine({
        kind: 'balancer',
        host,
        network,
        programs: [haproxy, ...running],
        parts: { haproxy },
      });
    }
    const script = files.write('alive.sh', renderHealthCheck(alivePort), 0o700);
    const vrrp = createKeepalivedMember({
      name,
      start: (command) => host.start(command),
      program: keepalived,
      configFile: files.write(
        'keepalived.conf',
        renderKeepalived({
          name: contract.service,
          address: host.address,
          peers: places.filter((one) => one !== place).map((one) => one.host.address),
          interface: HOST_INTERFACE,
          virtualAddress: `${virtualAddress}/32`,
          routerId: 51,
          priority: 100 + MEMBERS - index,
          healthCommand: ['/bin/bash', script],
          scriptUser: 'root',
          rtoReason: surroundings.rtoReason,
        }),
      ),
      directory: files.directory,
      clock,
      ...lifecycleOf(`${name} keepalived`, 'keepalived', tell),
    });
    restarting.set(`${name} keepalived`, vrrp);
    return machine({
      kind: 'balancer',
      host,
      network,
      programs: [haproxy, vrrp, ...running],
      parts: { haproxy },
      virtualAddress,
      isActive: () => host.holds(virtualAddress),
    });
  });
  return {
    address: keepalived === undefined ? (places[0]?.host.address ?? '') : virtualAddress,
    machines,
    restarting,
    statsSockets,
    async begin(signal) {
      await settleAll([...restarting.values()].map((one) => one.begin(signal)));
    },
    missing() {
      if (keepalived === undefined) return undefined;
      const holders = places.filter(({ host }) => host.holds(virtualAddress)).length;
      return holders === 1 ? undefined : 'one balancer, and one only, to hold the virtual address';
    },
  };
}
