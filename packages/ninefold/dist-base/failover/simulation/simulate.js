import { seededRandom } from '../../clock/random.js';
import { failoverConfig } from '../decide/config.js';
import { decide } from '../decide/decide.js';
import { SimAgent } from './agent.js';
import { clientWrite, openRoute } from './door.js';
import { EventQueue } from './event-queue.js';
import { choosePlan, FAULTS_MS, heal, scheduleFaults } from './faults.js';
import { memberAt, createWorld, doorAt } from './world.js';
import { Witness } from './witness.js';
/** After the faults end, a primary acknowledges and every member is back within so long (ms). */
const RECOVERY_DEADLINE_MS = 4_000;
const CLIENT_WRITES = 14;
/** Ids of the probes at the end are above those of the clients before. */
const FIRST_PROBE = 1_000;
const PROBE_EVERY_MS = 40;
/** Runs one schedule of faults, all of it decided by the seed, against the failover decision. */
export function simulate(seed, options = {}) {
    const random = seededRandom(seed);
    const config = chooseConfig(random);
    const queue = new EventQueue();
    const witness = new Witness(queue, options.tracing ?? false);
    const world = createWorld(config, random, queue, witness);
    const plan = choosePlan(random);
    if (plan === 'any')
        chooseBeginning(world);
    const agent = new SimAgent(world, options.newDecider ?? (() => decide));
    const write = newClient(world);
    scheduleFaults(world, agent, plan, write);
    for (let count = 0; count < CLIENT_WRITES; count++) {
        queue.after((FAULTS_MS + 150) * random(), write);
    }
    world.queue.after(FAULTS_MS, () => heal(world, agent));
    let happenings = 0;
    const run = (until, deadlineMs) => {
        while (world.witness.violation === undefined && world.queue.nowMs < deadlineMs) {
            if (until())
                return true;
            world.queue.step();
            happenings += 1;
        }
        return false;
    };
    const deadlineMs = FAULTS_MS + RECOVERY_DEADLINE_MS;
    run(() => world.queue.nowMs >= FAULTS_MS, deadlineMs);
    if (run(() => isHealthy(world, agent), deadlineMs)) {
        const acknowledged = probeDoors(world);
        run(() => acknowledged.size === config.doors, deadlineMs);
        if (acknowledged.size < config.doors) {
            world.witness.accuse('recovers', 'a write through a door is not acknowledged');
        }
    }
    else {
        world.witness.accuse('recovers', 'no primary with all its standbys within the deadline');
    }
    const primary = openRoute(world, doorAt(world, 0))?.member;
    if (primary !== undefined)
        world.witness.checkNothingLost(world, primary);
    if (plan !== 'any' && agent.detections > 0) {
        world.witness.accuse('no needless failover', 'the primary was up all the time');
    }
    const { violation, transcript, acknowledged } = world.witness;
    return {
        seed,
        config,
        violation,
        happenings,
        recoveredAfterMs: violation === undefined ? world.queue.nowMs - FAULTS_MS : undefined,
        acknowledgedWrites: acknowledged.length,
        detections: agent.detections,
        transcript,
    };
}
function chooseConfig(random) {
    const members = [2, 3, 3, 3, 5][Math.floor(random() * 5)] ?? 3;
    const synchronous = random() < 0.7;
    const most = Math.min(2, members - 1);
    return failoverConfig({
        members,
        doors: random() < 0.3 ? 1 : 2,
        synchronousStandbys: synchronous ? 1 + Math.floor(random() * most) : 0,
        heartbeatMs: 50,
        deadlineMs: 130,
        pauseMs: 75,
        resendMs: 40,
        fenceTimeoutMs: 80,
        positionGraceMs: 8,
        positionPatienceMs: 80,
        promoteTimeoutMs: 160,
        stopTimeoutMs: 120,
        repointTimeoutMs: 80,
        restartTimeoutMs: 100,
        rejoinTimeoutMs: 150,
        backoffMs: 10,
        maxBackoffMs: 100,
        routeLeaseTtlMs: 250,
    });
}
/** Most schedules begin in peace; some on a cold start, some without a durable record. */
function chooseBeginning(world) {
    const dice = world.random();
    if (dice < 0.03)
        for (const member of world.members)
            member.life = 'dead';
    if (dice < 0.015 || dice > 0.985)
        world.lease.granted = undefined;
}
/** A client that writes through a door chosen by chance, each time under a new id. */
function newClient(world) {
    let id = 0;
    return () => writeThrough(world, Math.floor(world.random() * world.doors.length), ++id);
}
function writeThrough(world, door, id, done) {
    const { witness } = world;
    clientWrite(world, doorAt(world, door), id, () => witness.newestRoutedTerm, (write, term, late) => {
        witness.onAcknowledged(write, term, late);
        done?.();
    });
}
/** A primary to which all doors lead, and from which every other member streams. */
function isHealthy(world, agent) {
    const { phase } = agent.state;
    if (phase.kind !== 'steady')
        return false;
    const primary = memberAt(world, phase.primary);
    if (primary.life !== 'running' || primary.role !== 'primary')
        return false;
    for (const { index, life, role, upstream, streaming } of world.members) {
        if (index === primary.index)
            continue;
        if (life !== 'running' || role !== 'standby')
            return false;
        if (upstream !== primary.index || !streaming)
            return false;
    }
    return world.doors.every((door) => openRoute(world, door)?.term === phase.term);
}
/** A client of each door writes, and again under another id, until it is told that it is safe. */
function probeDoors(world) {
    const acknowledged = new Set();
    let id = FIRST_PROBE;
    const probe = (door) => {
        if (acknowledged.has(door))
            return;
        id += 1;
        writeThrough(world, door, id, () => acknowledged.add(door));
        world.queue.after(PROBE_EVERY_MS, () => probe(door));
    };
    for (const door of world.doors.keys())
        probe(door);
    return acknowledged;
}
//# sourceMappingURL=simulate.js.map