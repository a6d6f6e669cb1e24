import { until } from '../clock/until.js';
import { EnvironmentError } from '../ports/errors.js';
import { endProcesses, signalProcess } from '../supervisor/end-processes.js';
import { fillDirectory } from './fill.js';
import { restartStoreOneByOne } from './rolling-restart-store.js';
import { restartOneByOne } from './rolling-restart.js';
import { membersOf, sidesOf, storeOf } from './targets.js';
/** How long a member may take to end when it is asked to. */
const STOP_WITHIN_MS = 30_000;
/** How long a process may take to end after SIGKILL. */
const DIE_WITHIN_MS = 5_000;
/** @throws EnvironmentError when there is nothing to break; UnsupportedError when it can't be here */
export function prepareStep(step, surroundings) {
    const { topology, clock, random, signal } = surroundings;
    switch (step.verb) {
        case 'rolling-restart': {
            if (step.target.kind === 'store') {
                const store = storeOf(topology, step.target.store);
                return {
                    members: store.members.map(({ name }) => name),
                    fire: () => restartStoreOneByOne(store, clock, signal),
                    heal: doNothing,
                };
            }
            return {
                members: topology.members.filter(({ kind }) => kind === 'app').map(({ name }) => name),
                fire: () => restartOneByOne(topology, clock, signal),
                heal: doNothing,
            };
        }
        case 'switchover': {
            const { agent, members } = storeOf(topology, step.target.store);
            const primary = members[agent.primary()?.member ?? -1];
            if (!primary)
                throw new EnvironmentError('there is no primary to hand over from');
            return {
                members: [primary.name],
                fire: async () => {
                    await agent.switchover();
                },
                heal: doNothing,
            };
        }
        default: {
            const members = membersOf(step.target, topology, random);
            return {
                members: members.map(({ name }) => name),
                ...breakMembers(step, members, surroundings),
            };
        }
    }
}
function breakMembers(step, members, { topology, clock, signal }) {
    const part = 'part' in step.target ? step.target.part : undefined;
    const processes = members.map((member) => {
        // Where a server has no parts it is all there is.
        const process = (part ? member.part?.(part) : undefined) ?? member.process();
        // A fault of what is down already would change nothing, and pass for one that nobody noticed.
        if (!process || process.hasExited())
            throw new EnvironmentError(`${member.name} is not running`);
        return process;
    });
    const inner = step.target.kind === 'store' && step.target.role === 'replication';
    switch (step.verb) {
        case 'kill':
            return kill(members, processes, step.target.kind === 'region' ||
                (part === undefined && members.some(({ isMachine }) => isMachine)), topology.network, clock);
        case 'freeze':
            return freeze(processes, topology.network, step.forMs);
        case 'stop':
            return {
                fire: async () => {
                    for (const member of members)
                        member.requestStop();
                    await until('the member to stop', () => processes.every((one) => one.hasExited()), {
                        clock,
                        withinMs: STOP_WITHIN_MS,
                        everyMs: 2,
                        signal,
                    });
                },
                heal: doNothing,
            };
        case 'fill':
            return { ...fillDirectory(topology, members), healAfterMs: step.forMs };
        case 'partition': {
            const others = step.from && sidesOf(step.from, topology, step.target);
            return breakLinks(topology, members, inner, { kind: 'partition' }, step.forMs, others);
        }
        case 'reset':
            return breakLinks(topology, members, inner, { kind: 'reset' }, step.forMs);
        case 'delay':
            return breakLinks(topology, members, inner, { kind: 'delay', byMs: step.byMs }, step.forMs);
        case 'drop':
            return breakLinks(topology, members, inner, { kind: 'drop', ratio: step.ratio }, step.forMs);
        case 'throttle':
            return breakLinks(topology, members, inner, { kind: 'throttle', bytesPerSecond: step.bytesPerSecond }, step.forMs);
    }
}
/**
 * A region, or a machine, that is lost stays lost until the trial is over; a single process comes
 * back at once.
 */
function kill(members, processes, staysDown, network, clock) {
    const pids = processes.flatMap((process) => process.pids());
    return {
        fire: async () => {
            if (staysDown)
                for (const member of members)
                    member.hold();
            // A machine without power closes no connection: its cable first.
            await network.settled();
            // No more than these: whoever mends the member may start another process of it at once.
            await endProcesses(members.map(({ name }) => name).join(', '), noneFound, {
                clock,
                withinMs: DIE_WITHIN_MS,
                known: pids,
            });
        },
        staysDown,
        heal: () => {
            if (staysDown)
                for (const member of members)
                    member.release();
            return network.settled();
        },
    };
}
function freeze(processes, network, forMs) {
    const pids = processes.map((process) => process.pids());
    return {
        fire: () => {
            for (const pid of pids.flat())
                signalProcess(pid, 'SIGSTOP');
            // A process forked meanwhile is found now.
            for (const process of processes)
                process.freeze();
            return network.settled();
        },
        healAfterMs: forMs,
        heal: () => {
            for (const process of processes)
                process.thaw();
            return network.settled();
        },
    };
}
function breakLinks(topology, members, inner, fault, forMs, 
/** Who is on the other side; absent: everyone. */
others = () => true) {
    const inside = new Set(members.map(({ name }) => name));
    // Replication is the links among the members; else it is those between them and the rest.
    const matches = (from, to) => inner
        ? inside.has(from) && inside.has(to)
        : inside.has(from) !== inside.has(to) && others(inside.has(from) ? to : from);
    let mend;
    return {
        fire: async () => {
            mend = topology.network.breakEdges(matches, fault);
            if (!mend) {
                throw new EnvironmentError(`no link leads to or from ${[...inside].join(', ')}`);
            }
            await topology.network.settled();
        },
        healAfterMs: forMs,
        heal: async () => {
            mend?.();
            mend = undefined;
            await topology.network.settled();
        },
    };
}
function noneFound() {
    return [];
}
function doNothing() {
    return Promise.resolve();
}
//# sourceMappingURL=prepare-step.js.map