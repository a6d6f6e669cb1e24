import { UnsupportedError } from '../../ports/errors.ts';
import type { Cut } from '../../supervisor/hosts/firewall.ts';
import type { Host, Hosts } from '../../supervisor/hosts/hosts.ts';
import type { EdgeMatch, Network } from '../network.ts';
import { settleAll } from '../settle-all.ts';
import { type Break, type Place, cutsOf } from './cuts.ts';

/** Clients of the workload, and whoever asks the members from this machine. */
const CLIENTS = 'clients';

/** The network between hosts: real interfaces, broken by rules inside each host. */
export interface HostsNetwork extends Network {
  /** Takes a host into the network; faults find it by its name. */
  join(host: Host): void;
  /** Pulls the cable of a host, or puts it back. Without effect where hosts share one network. */
  setConnected(name: string, connected: boolean): void;
}

export function createHostsNetwork(hosts: Hosts): HostsNetwork {
  const joined: Host[] = [];
  const disconnected = new Set<string>();
  let breaks: Break[] = [];

  const places = (): Place[] => [
    ...joined.map(({ name, address }) => ({ name, address, isHost: true })),
    { name: CLIENTS, address: hosts.clientAddress, isHost: false },
  ];
  /** By host: what it was last told, so that those that nothing changes for are left alone. */
  const told = new Map<string, string>();
  /** One after the other, so that the last one holds. */
  let applied: Promise<void> = Promise.resolve();
  const apply = (): void => {
    const cuts = cutsOf(places(), breaks, disconnected);
    const changed = joined.flatMap((host) => {
      const own: readonly Cut[] = cuts.get(host.name) ?? [];
      const key = JSON.stringify(own);
      if ((told.get(host.name) ?? '[]') === key) return [];
      told.set(host.name, key);
      return [{ host, own }];
    });
    applied = applied
      .catch(() => undefined)
      .then(async () => {
        await settleAll(changed.map(({ host, own }) => host.cut(own)));
      });
    // Whoever asks is told, and nobody asking is no crash.
    applied.catch(() => undefined);
  };
  return {
    join(host) {
      joined.push(host);
    },
    setConnected(name, connected) {
      if (!hosts.isolated) return;
      if (connected) disconnected.delete(name);
      else disconnected.add(name);
      apply();
    },
    connect: (_from, _to, address) => Promise.resolve(address),
    breakEdges(matches: EdgeMatch, fault) {
      if (!hosts.isolated) {
        throw new UnsupportedError(
          `a ${fault.kind} of the network is not supported here: hosts with a network of their own need root`,
        );
      }
      if (fault.kind === 'delay') {
        throw new UnsupportedError(
          'a delay of the network between hosts is not supported: Ninefold cuts it by nftables, which can drop and limit but not delay',
        );
      }
      const all = places();
      const isMeant = all.some(({ name: from }) =>
        all.some(({ name: to }) => from !== to && matches(from, to)),
      );
      if (!isMeant) return undefined;
      const added: Break = { matches, fault };
      breaks.push(added);
      apply();
      return () => {
        breaks = breaks.filter((one) => one !== added);
        apply();
      };
    },
    settled: () => applied,
    memberAt: () => undefined,
    close: () => Promise.resolve(),
  };
}
