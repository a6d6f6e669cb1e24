import { freeze, kill, reconnectFollowers, thaw } from './member.js';
import { AGENT, doorNode, hostNode, memberAt, memberNode } from './world.js';
/** Faults strike in the first so many ms of a schedule; then all of them are undone. */
export const FAULTS_MS = 450;
const KINDS = [
    'crash',
    'crash',
    'crash',
    'freeze',
    'freeze',
    'partition',
    'partition',
    'isolate agent',
    'freeze agent',
    'crash agent',
    'bad weather',
    'switchover',
    'unfenceable',
    'unfenceable',
    'diverge',
];
export function choosePlan(random) {
    const dice = random();
    if (dice < 0.03)
        return 'agent pauses';
    return dice < 0.035 ? 'none' : 'any';
}
/** Schedules the faults of a plan, by chance. `write` has a client write through some door. */
export function scheduleFaults(world, agent, plan, write) {
    const { random, queue } = world;
    if (plan === 'none')
        return;
    if (plan === 'agent pauses') {
        queue.after(20 + 200 * random(), () => agent.freeze());
        queue.after(230 + 200 * random(), () => agent.thaw());
        return;
    }
    const count = 1 + Math.floor(4 * random());
    for (let fault = 0; fault < count; fault++) {
        const kind = KINDS[Math.floor(random() * KINDS.length)] ?? 'crash';
        const atMs = 5 + (FAULTS_MS - 50) * random();
        queue.after(atMs, () => strike(world, agent, kind, write));
    }
}
/** Undoes every fault that is left. Dead members stay dead: starting them is the agent's work. */
export function heal(world, agent) {
    if (world.witness.tracing)
        world.witness.note('FAULTS END');
    world.network.heal();
    for (const member of world.members)
        thaw(world, member);
    agent.thaw();
    agent.restart();
    for (const member of world.members)
        reconnectFollowers(world, member);
}
function strike(world, agent, kind, write) {
    const { random, queue, network, witness } = world;
    const forMs = 20 + 350 * random();
    const member = memberAt(world, chooseMember(world));
    if (witness.tracing)
        witness.note(`FAULT ${kind} (member ${member.index}, ${forMs.toFixed(0)} ms)`);
    switch (kind) {
        case 'crash':
            kill(world, member, 'crash');
            break;
        case 'freeze':
            freeze(world, member);
            queue.after(forMs, () => thaw(world, member));
            break;
        case 'partition':
            partition(world, forMs);
            break;
        case 'isolate agent':
            for (let node = 1; node < nodes(world); node++)
                cut(world, AGENT, node, forMs);
            break;
        case 'freeze agent':
            agent.freeze();
            queue.after(forMs, () => agent.thaw());
            break;
        case 'crash agent':
            agent.crash();
            queue.after(5 + forMs / 4, () => agent.restart());
            break;
        case 'bad weather':
            network.weather = {
                loss: 0.2 * random(),
                duplication: 0.2 * random(),
                delay: 0.4 * random(),
                failure: 0.3 * random(),
            };
            break;
        case 'switchover':
            agent.tell({ kind: 'switchover-asked', ...(random() < 0.5 && { to: member.index }) });
            break;
        case 'unfenceable':
            unfenceable(world, forMs);
            break;
        case 'diverge':
            diverge(world, write);
            break;
    }
}
/** The primary can't be killed nor asked, and a door can't be told, but they reach each other. */
function unfenceable(world, forMs) {
    const { random, doors } = world;
    const primary = memberAt(world, currentPrimary(world));
    const longMs = 2 * forMs + 300;
    cut(world, AGENT, hostNode(world, primary.index), longMs);
    if (random() < 0.7)
        cut(world, AGENT, memberNode(primary.index), longMs);
    else {
        freeze(world, primary);
        world.queue.after(forMs, () => thaw(world, primary));
    }
    if (random() < 0.8) {
        const door = Math.floor(random() * doors.length);
        cut(world, AGENT, doorNode(world, door), longMs);
    }
}
/** The primary writes what no standby receives, and dies; soon after, so does its successor. */
function diverge(world, write) {
    const { queue, random, members } = world;
    const primary = currentPrimary(world);
    for (const { index } of members) {
        if (index !== primary)
            cut(world, memberNode(primary), memberNode(index), 60);
    }
    for (let count = 0; count < 5; count++)
        queue.after(1 + 10 * random(), write);
    queue.after(14, () => kill(world, memberAt(world, primary), 'crash'));
    queue.after(20 + 130 * random(), () => kill(world, memberAt(world, currentPrimary(world)), 'crash'));
}
function partition(world, forMs) {
    const { random } = world;
    const count = nodes(world);
    const a = Math.floor(random() * count);
    const b = random() < 0.4 ? AGENT : Math.floor(random() * count);
    if (a !== b)
        cut(world, a, b, forMs);
}
function cut(world, a, b, forMs) {
    world.network.setCut(a, b, true);
    world.queue.after(forMs, () => {
        world.network.setCut(a, b, false);
        for (const member of world.members) {
            const node = memberNode(member.index);
            if (node === a || node === b)
                reconnectFollowers(world, member);
        }
    });
}
function nodes({ config }) {
    return 1 + 2 * config.members + config.doors;
}
function chooseMember(world) {
    const { random, config } = world;
    if (random() < 0.5)
        return currentPrimary(world);
    return Math.floor(random() * config.members);
}
function currentPrimary({ members }) {
    let primary = 0;
    let term = -1;
    for (const { index, role, roleTerm, life } of members) {
        if (role === 'primary' && life !== 'dead' && roleTerm > term)
            [primary, term] = [index, roleTerm];
    }
    return primary;
}
//# sourceMappingURL=faults.js.map