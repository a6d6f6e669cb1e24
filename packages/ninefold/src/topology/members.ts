import type { RestartingMember } from '../supervisor/restarting-member.ts';
import { type Layout, regionOf } from './layout.ts';
import type { TopologyMember } from './member.ts';
import type { RunningStore } from './running-store.ts';

/** Of what is not the user's (ms). */
const STOP_WITHIN_MS = 10_000;

/** Every member of a topology: balancers, replicas, and the stores' servers. */
export function membersOf(
  { balancers, replicas, regions }: Layout,
  restarting: ReadonlyMap<string, RestartingMember>,
  stores: readonly RunningStore[],
  appStopWithinMs: number,
): TopologyMember[] {
  return [
    ...balancers.map(({ name, region }) =>
      restartingMember(name, 'balancer', region, restarting, STOP_WITHIN_MS),
    ),
    ...replicas.map(({ name, region }) =>
      restartingMember(name, 'app', region, restarting, appStopWithinMs),
    ),
    ...stores.flatMap(({ members, agent }) =>
      members.map((member): TopologyMember => ({
        name: member.name,
        kind: 'store',
        stopWithinMs: STOP_WITHIN_MS,
        region: regionOf(member.index, regions),
        process: () => member.process,
        // The fast shutdown, which is what service managers ask of PostgreSQL.
        requestStop: () => member.process?.signal('SIGINT'),
        hold: () => {
          agent.hold(member.index);
        },
        release: () => {
          agent.release(member.index);
        },
      })),
    ),
  ];
}

function restartingMember(
  name: string,
  kind: 'app' | 'balancer',
  region: string,
  restarting: ReadonlyMap<string, RestartingMember>,
  stopWithinMs: number,
): TopologyMember {
  const member = restarting.get(name);
  if (!member) throw new RangeError(`no member ${name}`);
  return {
    name,
    kind,
    region,
    stopWithinMs,
    process: () => member.process,
    requestStop: () => member.process?.signal('SIGTERM'),
    hold: () => {
      member.hold();
    },
    release: () => {
      member.release();
    },
  };
}
