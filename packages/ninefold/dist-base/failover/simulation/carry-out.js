import { cutDoor, doorMs, routeDoor } from './door.js';
import { becomePrimary, connect, deliver, kill, start } from './member.js';
import { isPrefix } from './log.js';
import { AGENT, doorAt, doorNode, hostNode, memberAt, memberNode } from './world.js';
const KILL_MS = 2;
const PROMOTE_MS = 5;
const START_MS = 20;
const BACKUP_MS = 40;
/** Sends a command on its way; `reply` is called at the agent, if and when an answer arrives. */
export function carryOut(world, command, reply) {
    switch (command.kind) {
        case 'reserve-term':
        case 'record-grant':
            world.queue.after(0.5 + world.random(), () => atLease(world, command, reply));
            break;
        case 'cut':
        case 'route': {
            const node = doorNode(world, command.door);
            request(world, node, reply, (answer) => atDoor(world, command, answer));
            break;
        }
        case 'fence':
        case 'restart-as-primary':
        case 'restart-standby':
        case 'rejoin': {
            const node = hostNode(world, command.member);
            request(world, node, reply, (answer) => atHost(world, command, answer));
            break;
        }
        case 'read-position':
        case 'promote':
        case 'repoint':
        case 'stop': {
            const member = memberAt(world, command.member);
            request(world, memberNode(command.member), reply, (answer) => {
                if (member.life === 'dead')
                    answerDead(command, answer);
                else
                    deliver(member, () => atMember(world, member, command, answer));
            });
            break;
        }
    }
}
function request(world, node, reply, arrive) {
    world.network.send(AGENT, node, () => arrive((observation) => world.network.send(node, AGENT, () => reply(observation))));
}
function atLease({ lease, queue, random }, command, reply) {
    const answer = (observation) => queue.after(0.5 + random(), () => reply(observation));
    if (command.kind === 'reserve-term') {
        lease.reservedTerm = Math.max(lease.reservedTerm, command.above) + 1;
        const { reservedTerm: term, granted } = lease;
        answer({ kind: 'term-reserved', term, ...(granted && { granted }) });
        return;
    }
    const { member, term } = command;
    const again = lease.granted?.term === term && lease.granted.member === member;
    if (!again && (term !== lease.reservedTerm || lease.granted?.term === term)) {
        answer({ kind: 'grant-refused', term });
        return;
    }
    lease.granted = { member, term };
    answer({ kind: 'grant-recorded', term });
}
function atDoor(world, command, answer) {
    const door = doorAt(world, command.door);
    if (command.kind === 'cut') {
        cutDoor(world, door, command.term);
        const { index, term } = door;
        answer({ kind: 'door-cut', door: index, term, doorMs: doorMs(world, door) });
        return;
    }
    const { primary, term } = command;
    if (!routeDoor(world, door, primary, term, command.doorMs))
        return;
    world.witness.onRouted(world, door);
    answer({ kind: 'door-routed', door: command.door, term });
}
/** Refuses a lower term than the member has seen, whoever sends it. */
function admits(member, term) {
    if (term < member.seenTerm)
        return false;
    member.seenTerm = term;
    return true;
}
function atHost(world, command, answer) {
    const member = memberAt(world, command.member);
    const { member: index, term } = command;
    if (!admits(member, term))
        return;
    switch (command.kind) {
        case 'fence':
            if (world.network.fails()) {
                answer({ kind: 'fence-failed', member: index, term });
                return;
            }
            world.queue.after(KILL_MS, () => {
                if (!admits(member, term))
                    return;
                kill(world, member, `fenced under term ${term}`);
                answer({ kind: 'fenced', member: index, term });
            });
            break;
        case 'restart-as-primary':
            restartAsPrimary(world, member, term, answer);
            break;
        case 'restart-standby':
            kill(world, member, 'restarting');
            afterIfStill(world, member, term, START_MS, () => {
                if (member.wiped || world.network.fails()) {
                    answer({ kind: 'restart-failed', member: index, term });
                    return;
                }
                start(world, member, 'standby', command.to);
                answer({ kind: 'restarted', member: index, term });
            });
            break;
        case 'rejoin':
            rejoin(world, member, command, answer);
            break;
    }
}
function restartAsPrimary(world, member, term, answer) {
    const { index } = member;
    const running = member.life === 'running' && member.role === 'primary';
    if (running && member.roleTerm === term) {
        answer({ kind: 'promoted', member: index, term });
        return;
    }
    if (member.life !== 'dead' || member.wiped || world.network.fails()) {
        answer({ kind: 'promote-failed', member: index, term });
        return;
    }
    afterIfStill(world, member, term, START_MS, () => {
        start(world, member, 'primary', undefined);
        becomePrimary(world, member, term);
        answer({ kind: 'promoted', member: index, term });
    });
}
function rejoin(world, member, command, answer) {
    const { member: index, term } = command;
    const from = memberAt(world, command.from);
    const serves = () => from.life === 'running' &&
        from.role === 'primary' &&
        from.roleTerm === term &&
        !world.network.isCut(memberNode(index), memberNode(from.index));
    if (!serves()) {
        answer({ kind: 'rejoin-failed', member: index, term });
        return;
    }
    kill(world, member, `rebuilding from member ${from.index}`);
    member.wiped = true;
    afterIfStill(world, member, term, BACKUP_MS, () => {
        if (!serves() || world.network.fails()) {
            answer({ kind: 'rejoin-failed', member: index, term });
            return;
        }
        member.log = from.log;
        member.wiped = false;
        start(world, member, 'standby', from.index);
        answer({ kind: 'rejoined', member: index, term });
    });
}
function atMember(world, member, command, answer) {
    const { member: index, term } = command;
    if (!admits(member, term))
        return;
    switch (command.kind) {
        case 'read-position': {
            if (member.role !== 'standby')
                return;
            const { lsn, term: walTerm } = member.log;
            answer({ kind: 'position', member: index, term, receivedLsn: BigInt(lsn), walTerm });
            break;
        }
        case 'promote':
            promote(world, member, term, answer);
            break;
        case 'repoint': {
            if (member.role !== 'standby')
                return;
            member.upstream = command.to;
            const result = connect(world, member);
            if (result === 'streaming')
                answer({ kind: 'repointed', member: index, term });
            if (result === 'diverged')
                answer({ kind: 'repoint-failed', member: index, term });
            break;
        }
        case 'stop':
            stop(world, member, term, answer);
            break;
    }
}
function promote(world, member, term, answer) {
    const { index } = member;
    if (world.network.fails()) {
        answer({ kind: 'promote-failed', member: index, term });
        return;
    }
    const { incarnation } = member;
    world.queue.after(PROMOTE_MS, () => deliver(member, () => {
        if (member.incarnation !== incarnation || !admits(member, term))
            return;
        if (member.role !== 'primary' || member.roleTerm !== term) {
            becomePrimary(world, member, term);
        }
        answer({ kind: 'promoted', member: index, term });
    }));
}
/** A clean shutdown: what is written reaches every standby that streams and can be reached. */
function stop(world, member, term, answer) {
    const { index } = member;
    for (const standby of world.members) {
        const linked = !world.network.isCut(memberNode(index), memberNode(standby.index));
        if (standby.upstream !== index || !standby.streaming || !linked)
            continue;
        if (standby.life === 'running' && isPrefix(standby.log, member.log))
            standby.log = member.log;
    }
    const { onExit } = world;
    world.onExit = () => undefined;
    kill(world, member, 'stopped cleanly');
    world.onExit = onExit;
    answer({ kind: 'stopped', member: index, term });
}
function answerDead({ kind, member, term }, answer) {
    if (kind === 'promote')
        answer({ kind: 'promote-failed', member, term });
    if (kind === 'stop')
        answer({ kind: 'stop-failed', member, term });
}
/** Goes on after a while, unless a higher term or another start came between. */
function afterIfStill(world, member, term, delayMs, go) {
    const { incarnation } = member;
    world.queue.after(delayMs, () => {
        if (member.incarnation === incarnation && member.life === 'dead' && admits(member, term))
            go();
    });
}
//# sourceMappingURL=carry-out.js.map