import { append, isPrefix } from './log.js';
import { memberAt, memberNode } from './world.js';
/** Lets a message in: at once, when the member thaws, or never. */
export function deliver(member, receive) {
    if (member.life === 'running')
        receive();
    else if (member.life === 'frozen')
        member.inbox.push(receive);
}
/** Ends every process of the member at once; its disk stays. */
export function kill(world, member, why) {
    if (member.life === 'dead')
        return;
    if (world.witness.tracing)
        world.witness.note(`member ${member.index} ends: ${why}`);
    member.life = 'dead';
    member.incarnation += 1;
    member.inbox = [];
    member.waiting = [];
    member.streaming = false;
    world.onExit(member.index);
}
export function freeze(world, member) {
    if (member.life !== 'running')
        return;
    if (world.witness.tracing)
        world.witness.note(`member ${member.index} freezes`);
    member.life = 'frozen';
}
export function thaw(world, member) {
    if (member.life !== 'frozen')
        return;
    if (world.witness.tracing)
        world.witness.note(`member ${member.index} thaws`);
    member.life = 'running';
    const { inbox } = member;
    member.inbox = [];
    for (const receive of inbox)
        receive();
}
/** Starts a dead member on its data. */
export function start(world, member, role, upstream) {
    member.life = 'running';
    member.incarnation += 1;
    member.role = role;
    member.upstream = role === 'standby' ? (upstream ?? member.upstream) : undefined;
    member.streaming = false;
    if (world.witness.tracing)
        world.witness.note(`member ${member.index} starts as ${role}`);
    if (role === 'standby')
        connect(world, member);
    reconnectFollowers(world, member);
}
/** Begins to accept writes under a term, which becomes the first record of it. */
export function becomePrimary(world, member, term) {
    member.role = 'primary';
    member.roleTerm = term;
    member.upstream = undefined;
    member.streaming = false;
    member.flushed.fill(0);
    member.log = append(member.log, term, undefined);
    if (world.witness.tracing) {
        world.witness.note(`member ${member.index} IS PRIMARY of term ${term} at ${member.log.lsn}`);
    }
    shipToFollowers(world, member);
}
/** Streams from its upstream if that runs, can be reached, and its log continues the member's. */
export function connect(world, member) {
    member.streaming = false;
    if (member.upstream === undefined)
        return 'no link';
    const upstream = memberAt(world, member.upstream);
    const cut = world.network.isCut(memberNode(member.index), memberNode(upstream.index));
    if (cut || upstream.life !== 'running')
        return 'no link';
    if (!isPrefix(member.log, upstream.log))
        return 'diverged';
    member.streaming = true;
    ship(world, upstream, member);
    return 'streaming';
}
/** Standbys try again every few milliseconds; here they do when it can have become possible. */
export function reconnectFollowers(world, upstream) {
    for (const member of world.members) {
        if (member.upstream !== upstream.index || member.role !== 'standby')
            continue;
        world.network.send(memberNode(upstream.index), memberNode(member.index), () => deliver(member, () => {
            if (member.role === 'standby' && member.upstream === upstream.index)
                connect(world, member);
        }));
    }
}
/** A client's write arrives at a member; a message that arrives twice makes two records. */
export function write(world, member, id, acknowledge) {
    if (member.role !== 'primary')
        return;
    const record = append(member.log, member.roleTerm, id);
    member.log = record;
    if (world.config.synchronousStandbys === 0)
        acknowledge(record);
    else
        member.waiting.push({ record, acknowledge });
    shipToFollowers(world, member);
}
function shipToFollowers(world, upstream) {
    for (const member of world.members) {
        if (member.upstream === upstream.index && member.streaming)
            ship(world, upstream, member);
    }
}
/** Sends the log as it is now; the standby flushes what it lacks, and says how far it is. */
function ship(world, upstream, standby) {
    const { log, incarnation: from } = upstream;
    const { incarnation: to } = standby;
    world.network.send(memberNode(upstream.index), memberNode(standby.index), () => deliver(standby, () => {
        if (standby.incarnation !== to || standby.role !== 'standby')
            return;
        if (standby.upstream !== upstream.index || !standby.streaming)
            return;
        if (standby.log.lsn < log.lsn) {
            if (!isPrefix(standby.log, log))
                return;
            standby.log = log;
            shipToFollowers(world, standby);
        }
        const { lsn } = standby.log;
        world.network.send(memberNode(standby.index), memberNode(upstream.index), () => deliver(upstream, () => {
            if (upstream.incarnation === from)
                noteFlushed(world, upstream, standby.index, lsn);
        }));
    }));
}
function noteFlushed(world, primary, standby, lsn) {
    if (primary.role !== 'primary')
        return;
    primary.flushed[standby] = Math.max(primary.flushed[standby] ?? 0, lsn);
    const needed = world.config.synchronousStandbys;
    while (primary.waiting.length > 0) {
        const [first] = primary.waiting;
        if (first === undefined)
            return;
        let copies = 0;
        for (const flushed of primary.flushed)
            if (flushed >= first.record.lsn)
                copies += 1;
        if (copies < needed)
            return;
        primary.waiting.shift();
        first.acknowledge(first.record);
    }
}
//# sourceMappingURL=member.js.map