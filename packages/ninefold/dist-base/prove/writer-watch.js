import { openSession } from '../engines/postgres/session.js';
const LOOK_EVERY_MS = 50;
const ANSWER_WITHIN_MS = 1_000;
/** Asks every member, again and again, whether it accepts writes: two who do are a split brain. */
export function watchWriters(store, members, clock) {
    const closing = new AbortController();
    let seen = [];
    const watch = async (member) => {
        let session;
        try {
            for (;;) {
                await clock.sleep(LOOK_EVERY_MS, closing.signal);
                const askedMs = clock.monotonicMs();
                try {
                    if (!session || session.closed) {
                        session = await openSession(member.login('agent'), ANSWER_WITHIN_MS);
                    }
                    const { accepts } = await session.row('SELECT NOT pg_is_in_recovery() AS accepts');
                    seen.push({
                        store,
                        member: member.name,
                        askedMs,
                        answeredMs: clock.monotonicMs(),
                        acceptsWrites: accepts === 't',
                    });
                }
                catch {
                    // A member that gives no answer accepts no writes that this could see.
                }
            }
        }
        finally {
            session?.close();
        }
    };
    for (const member of members)
        watch(member).catch(() => undefined);
    return {
        take() {
            const taken = seen;
            seen = [];
            return taken;
        },
        close() {
            closing.abort(new Error('the watch was closed'));
        },
    };
}
//# sourceMappingURL=writer-watch.js.map