import type { Clock } from '../clock/clock.ts';
import type { Random } from '../clock/random.ts';
import type { LinkFault } from '../faults/link/link-fault.ts';
import { type Link, openLink } from '../faults/link/link.ts';

/** Where something listens. */
export interface Address {
  readonly host: string;
  readonly port: number;
}

/** Tells whether the way from one member to another is meant. */
export type EdgeMatch = (from: string, to: string) => boolean;

/**
 * The ways between members. They are direct, or, when the proof is to break them, links in our
 * own process that every connection goes through.
 */
export interface Network {
  /**
   * Where `from` reaches `to`, which listens at `address`. The same edge gives the same answer.
   *
   * @throws Error once the network is closed
   */
  connect(from: string, to: string, address: Address): Promise<Address>;
  /**
   * Breaks the links that match, those too that are opened while the fault lasts; the fault that
   * came last holds.
   *
   * @returns how to end it; undefined when no link matches
   */
  breakEdges(matches: EdgeMatch, fault: LinkFault): (() => void) | undefined;
  /**
   * Resolves when what was last broken or mended is in force.
   *
   * @throws EnvironmentError when it could not be
   */
  settled(): Promise<void>;
  /** Who listens at the port that `from` connects to; undefined when nobody known does. */
  memberAt(from: string, port: number): string | undefined;
  close(): Promise<void>;
}

interface Edge {
  readonly from: string;
  readonly to: string;
  readonly link: Link;
}

/** @param linked whether connections go through links that faults can break */
export function createNetwork(linked: boolean, clock: Clock, random: Random): Network {
  const edges = new Map<string, Promise<Edge>>();
  const opened: Edge[] = [];
  const ports = new Map<string, string>();
  let breaks: { readonly matches: EdgeMatch; readonly fault: LinkFault }[] = [];
  let closed = false;

  const faultOf = ({ from, to }: Edge): LinkFault | undefined =>
    breaks.findLast(({ matches }) => matches(from, to))?.fault;
  /** Brings a link into the state that the faults in force want. */
  const settle = (edge: Edge): void => {
    const fault = faultOf(edge);
    if (fault === edge.link.fault) return;
    if (fault) edge.link.setFault(fault);
    else edge.link.heal();
  };
  const open = async (from: string, to: string, upstream: Address): Promise<Edge> => {
    const link = await openLink({ name: `${from}>${to}`, upstream, clock, random });
    const edge = { from, to, link };
    opened.push(edge);
    settle(edge);
    return edge;
  };
  return {
    async connect(from, to, address) {
      if (closed) throw new Error(`${from} can't connect to ${to}: the network is closed`);
      let used = address;
      if (linked) {
        const key = `${from}>${to}`;
        // The promise is kept, so that two who ask at once get the same link.
        const edge = edges.get(key) ?? open(from, to, address);
        edges.set(key, edge);
        used = { host: '127.0.0.1', port: (await edge).link.port };
      }
      ports.set(`${from}:${used.port}`, to);
      return used;
    },
    breakEdges(matches, fault) {
      if (!opened.some(({ from, to }) => matches(from, to))) return undefined;
      const added = { matches, fault };
      breaks.push(added);
      opened.forEach(settle);
      return () => {
        breaks = breaks.filter((one) => one !== added);
        opened.forEach(settle);
      };
    },
    settled: () => Promise.resolve(),
    memberAt: (from, port) => ports.get(`${from}:${port}`),
    async close() {
      closed = true;
      // Those still being opened too.
      await Promise.allSettled(edges.values());
      await Promise.all(opened.map(({ link }) => link.close()));
    },
  };
}

export function addressAt(port: number): Address {
  return { host: '127.0.0.1', port };
}
