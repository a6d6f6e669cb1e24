import { until } from '../clock/until.js';
import { EnvironmentError } from '../ports/errors.js';
/** The edge over which the failover agent sees the store, so that a partition hides it. */
const AGENT = 'agent';
const POSITION_WITHIN_MS = 200;
const STREAM_POLL_MS = 3;
/** PostgreSQL in the words of the failover agent. */
export function postgresStoreMember(member, siblings, { network, clock, config, onStarted, }) {
    /** PostgreSQL knows timelines, not terms: which term it was made primary under is ours to know. */
    let primaryTerm = 0;
    let expectedExit;
    let exitListener;
    const start = async (as, signal) => {
        const process = await member.start(as, signal);
        onStarted();
        void process.exited.then(() => {
            member.closeSession();
            if (expectedExit !== process)
                exitListener?.();
        });
        await member.ready(signal);
    };
    const kill = async () => {
        expectedExit = member.process;
        await member.kill();
    };
    const upstreamOf = (index) => {
        const upstream = siblings[index];
        if (!upstream)
            throw new RangeError(`no member ${index}`);
        return network.connect(member.name, upstream.name, upstream);
    };
    const followed = (status) => {
        if (status.streamsFromPort === undefined)
            return undefined;
        const name = network.memberAt(member.name, status.streamsFromPort);
        const index = siblings.findIndex((sibling) => sibling.name === name);
        return index < 0 ? undefined : index;
    };
    const untilStreaming = async (from, withinMs, signal) => {
        await until(`${member.name} to stream from ${siblings[from]?.name ?? from}`, async () => followed(await member.status()) === from, { clock, withinMs, everyMs: STREAM_POLL_MS, signal });
    };
    return {
        name: member.name,
        async probe() {
            const [accepts, status] = await Promise.all([
                member.acceptsConnections(config.deadlineMs),
                member.status(),
            ]);
            if (!accepts)
                throw new EnvironmentError(`${member.name} accepts no connection`);
            if (status.role === 'primary')
                return { role: 'primary', term: primaryTerm };
            const following = followed(status);
            return { role: 'standby', ...(following === undefined ? {} : { following }) };
        },
        onExit(listener) {
            exitListener = listener;
            const process = member.process;
            void process?.exited.then(() => {
                member.closeSession();
                if (expectedExit !== process && member.process === process)
                    listener();
            });
        },
        async fence() {
            await kill();
        },
        async stop(signal) {
            expectedExit = member.process;
            await member.stop(signal);
        },
        async readPosition() {
            const { recordedTerm, flushedLsn } = await member.settledPosition(POSITION_WITHIN_MS);
            return { walTerm: recordedTerm, receivedLsn: flushedLsn };
        },
        async promote(term, signal) {
            const { role } = await member.status();
            if (role === 'standby')
                await member.promote(config.promoteTimeoutMs, signal);
            await member.recordTerm(term);
            primaryTerm = term;
            // A base backup brings no slots. Standbys ask again every 10 ms until theirs is there.
            member.ensureSlots().catch(() => undefined);
        },
        async restartAsPrimary(term, signal) {
            await kill();
            await start({ role: 'primary' }, signal);
            await member.recordTerm(term);
            primaryTerm = term;
            member.ensureSlots().catch(() => undefined);
        },
        async restartStandby(to, signal) {
            await kill();
            const upstream = to === undefined ? undefined : await upstreamOf(to);
            await start({ role: 'standby', ...(upstream ? { upstream } : {}) }, signal);
            await member.dropSlots();
        },
        async repoint(to, signal) {
            member.repoint(await upstreamOf(to));
            try {
                await untilStreaming(to, config.repointTimeoutMs, signal);
                return 'follows';
            }
            catch (error) {
                if (member.hasDiverged())
                    throw error;
                return 'pending';
            }
        },
        async rejoin(from, signal) {
            const primary = siblings[from];
            if (!primary)
                throw new RangeError(`no member ${from}`);
            await kill();
            await primary.ensureSlots();
            const upstream = await upstreamOf(from);
            await member.rebuildFrom(upstream, signal);
            await start({ role: 'standby', upstream }, signal);
            await untilStreaming(from, config.rejoinTimeoutMs, signal);
        },
    };
}
/** Where the agent asks a member: over a link of its own when the proof breaks links. */
export function agentAddress(network, member) {
    return network.connect(AGENT, member.name, { host: member.host, port: member.port });
}
//# sourceMappingURL=postgres-store-member.js.map