import { readEtcdKey } from '../../engines/etcd/read-key.js';
import { readCluster, } from '../../engines/patroni/rest-api.js';
import { whatIsMissing } from './patroni-whole.js';
/** A grant is seen so late at most, and then not held against the old holder. */
const LOOK_AT_KEY_EVERY_MS = 50;
/** Patroni answers in Python, on the machine that is measured. */
const LOOK_AT_MEMBERS_EVERY_MS = 200;
const ANSWER_MS = 400;
export function watchPatroni(options) {
    const { members, endpoints, etcd, clock, tell } = options;
    const closing = new AbortController();
    let primary;
    let cluster;
    const see = (key, seenMs) => {
        const member = members.findIndex(({ patroniName }) => patroniName === key?.value);
        const holder = members[member];
        if (!key || !holder) {
            if (primary)
                tell('detected', members[primary.member]?.name ?? '', 'nobody holds the leader key');
            primary = undefined;
            return;
        }
        if (primary?.member === member && primary.term === key.revision)
            return;
        primary = { member, term: key.revision };
        options.onGrant(holder.name, key.revision, seenMs);
    };
    const lookAtKey = async (turn) => {
        for (let i = 0; i < etcd.length; i++) {
            const endpoint = etcd[(turn + i) % etcd.length];
            if (!endpoint)
                continue;
            try {
                const key = await readEtcdKey(endpoint, `/service/${options.scope}/leader`, ANSWER_MS);
                see(key, clock.monotonicMs());
                return;
            }
            catch {
                // Another may know.
            }
        }
        // Without a quorum nobody takes the key: what was seen last still holds.
    };
    const lookAtMembers = async () => {
        const order = primary ? [primary.member, ...endpoints.keys()] : [...endpoints.keys()];
        for (const index of new Set(order)) {
            const endpoint = endpoints[index];
            if (!endpoint)
                continue;
            try {
                cluster = await readCluster(endpoint, ANSWER_MS);
                return;
            }
            catch {
                // Another may know.
            }
        }
        cluster = undefined;
    };
    const watch = async (look, everyMs) => {
        for (let turn = 0;; turn++) {
            await look(turn);
            await clock.sleep(everyMs, closing.signal);
        }
    };
    return {
        begin() {
            watch(lookAtKey, LOOK_AT_KEY_EVERY_MS).catch(() => undefined);
            watch(lookAtMembers, LOOK_AT_MEMBERS_EVERY_MS).catch(() => undefined);
        },
        primary: () => primary,
        missing: () => whatIsMissing({
            scope: options.scope,
            expected: members.map(({ patroniName }) => patroniName),
            leader: primary && members[primary.member]?.patroniName,
            cluster,
            synchronousStandbys: options.synchronousStandbys,
        }),
        close() {
            closing.abort(new Error('the watch was closed'));
        },
    };
}
//# sourceMappingURL=patroni-sight.js.map