import type { Clock } from '../clock/clock.ts';
import type { Random } from '../clock/random.ts';
import { type Link, openLink } from '../faults/link/link.ts';

/** Where something listens. */
export interface Address {
  readonly host: string;
  readonly port: number;
}

/** One directed edge: `from` connects to `to`. */
export interface Edge {
  readonly from: string;
  readonly to: string;
  readonly link: Link;
}

/**
 * The ways between members. They are direct, or, when the proof is to break them, links in our
 * own process that every connection goes through.
 */
export interface Network {
  /** Where `from` reaches `to`, which listens at `address`. The same edge gives the same answer. */
  connect(from: string, to: string, address: Address): Promise<Address>;
  /** The links from or to a member; none on a direct network. */
  edgesOf(member: string): readonly Edge[];
  /** Who listens at the port that `from` connects to; undefined when nobody known does. */
  memberAt(from: string, port: number): string | undefined;
  close(): Promise<void>;
}

/** @param linked whether connections go through links that faults can break */
export function createNetwork(linked: boolean, clock: Clock, random: Random): Network {
  const edges = new Map<string, Edge>();
  const ports = new Map<string, string>();
  return {
    async connect(from, to, address) {
      const key = `${from}>${to}`;
      let used = address;
      if (linked) {
        let edge = edges.get(key);
        if (!edge) {
          const link = await openLink({ name: key, upstream: address, clock, random });
          edge = { from, to, link };
          edges.set(key, edge);
        }
        used = { host: '127.0.0.1', port: edge.link.port };
      }
      ports.set(`${from}:${used.port}`, to);
      return used;
    },
    edgesOf: (member) =>
      [...edges.values()].filter(({ from, to }) => from === member || to === member),
    memberAt: (from, port) => ports.get(`${from}:${port}`),
    async close() {
      await Promise.all([...edges.values()].map(({ link }) => link.close()));
    },
  };
}
