import { spanOf } from './fault-words.js';
import { mistake } from './mistake.js';
import { nearestName } from './nearest-name.js';
/** Processes of a member: PostgreSQL alone, or Patroni and the PostgreSQL that it started. */
const storeParts = ['postgres', 'patroni'];
const storeRoles = ['primary', 'standby', 'standbys', 'replication'];
/** Reads the target that the words begin with. `step` are all words of the step, for positions. */
export function readTarget(words, step) {
    const [kind, next] = words;
    if (kind === undefined || clauseWords.has(kind.text)) {
        return failed(`${shownStep(step)} names no target`, expectedTarget, undefined, step);
    }
    switch (kind.text) {
        case 'app':
            return readApp(next);
        case 'store':
            return readStore(words, step);
        case 'balancer':
            return next?.text === 'haproxy'
                ? { ok: true, target: { kind: 'balancer', part: 'haproxy' }, wordCount: 2 }
                : { ok: true, target: { kind: 'balancer' }, wordCount: 1 };
        case 'etcd':
            return readEtcd(next);
        case 'region':
            return readRegion(next);
        default: {
            const nearest = nearestName(kind.text, targetWords, targetSynonyms);
            return failed(`"${kind.text}" is not a target`, expectedTarget, nearest, [kind]);
        }
    }
}
const targetWords = ['app', 'store', 'balancer', 'etcd', 'region'];
const targetSynonyms = {
    apps: 'app',
    service: 'app',
    replica: 'app',
    server: 'app',
    stores: 'store',
    primary: 'store primary',
    leader: 'store primary',
    master: 'store primary',
    postgres: 'store primary',
    database: 'store primary',
    db: 'store primary',
    standby: 'store standby',
    standbys: 'store standbys',
    follower: 'store standby',
    patroni: 'store primary',
    haproxy: 'balancer haproxy',
    dcs: 'etcd',
    proxy: 'balancer',
    lb: 'balancer',
    replication: 'store replication',
    zone: 'region',
};
const roleSynonyms = {
    leader: 'primary',
    master: 'primary',
    writer: 'primary',
    replica: 'standby',
    replicas: 'standbys',
    follower: 'standby',
    followers: 'standbys',
    link: 'replication',
    links: 'replication',
    secondary: 'standby',
};
const clauseWords = new Set(['for', 'by', 'at', 'to', 'from']);
/** Words that a fault could not tell from the name of a store. */
export const reservedWords = new Set([...storeRoles, ...clauseWords, 'then']);
const expectedTarget = 'a target: app, app[2], store primary, store standby, store standbys, store replication, balancer, etcd or region';
function readApp(next) {
    if (!next?.text.startsWith('['))
        return { ok: true, target: { kind: 'app' }, wordCount: 1 };
    const digits = /^\[(\d{1,4})\]$/.exec(next.text)?.[1];
    if (digits === undefined) {
        const expected = 'the number of a replica, counted from 0, such as app[2]';
        return failed(`"${next.text}" is not a replica`, expected, undefined, [next]);
    }
    return { ok: true, target: { kind: 'app', index: Number(digits) }, wordCount: 2 };
}
function readEtcd(next) {
    if (!next?.text.startsWith('['))
        return { ok: true, target: { kind: 'etcd' }, wordCount: 1 };
    const digits = /^\[(\d)\]$/.exec(next.text)?.[1];
    if (digits === undefined) {
        const expected = 'the number of a member of etcd, counted from 0, such as etcd[2]';
        return failed(`"${next.text}" is not a member of etcd`, expected, undefined, [next]);
    }
    return { ok: true, target: { kind: 'etcd', index: Number(digits) }, wordCount: 2 };
}
function readRegion(next) {
    if (!next?.text.startsWith('['))
        return { ok: true, target: { kind: 'region' }, wordCount: 1 };
    const region = /^\[([^\]]+)\]$/.exec(next.text)?.[1];
    if (region === undefined) {
        const expected = 'the name of a region, such as region[eu]';
        return failed(`"${next.text}" is not a region`, expected, undefined, [next]);
    }
    return { ok: true, target: { kind: 'region', region }, wordCount: 2 };
}
function readStore(words, step) {
    const [, second, third, fourth] = words;
    const expected = 'which members: store primary, store standby, store standbys or store replication';
    if (second === undefined || clauseWords.has(second.text)) {
        return failed(`${shownStep(step)} does not say which members`, expected, undefined, words.slice(0, 1));
    }
    const role = roleOf(second.text);
    if (role !== undefined)
        return storeTarget({ role }, 2, third);
    const onlyRole = third === undefined || clauseWords.has(third.text);
    const suspect = onlyRole ? second : third;
    const namedRole = onlyRole ? undefined : roleOf(third.text);
    if (namedRole === undefined) {
        const nearest = nearestName(suspect.text, storeRoles, roleSynonyms);
        const message = `"${suspect.text}" is not a role of a store's members`;
        return failed(message, 'primary, standby, standbys or replication', nearest, [suspect]);
    }
    return storeTarget({ store: second.text, role: namedRole }, 3, fourth);
}
/** A role, and the process of its members that is meant, if one is. */
function storeTarget(named, wordCount, next) {
    const part = storeParts.find((word) => word === next?.text);
    return part
        ? { ok: true, target: { kind: 'store', ...named, part }, wordCount: wordCount + 1 }
        : { ok: true, target: { kind: 'store', ...named }, wordCount };
}
function roleOf(text) {
    return storeRoles.find((role) => role === text);
}
function shownStep(step) {
    return `"${step.map((word) => word.text).join(' ')}"`;
}
function failed(message, expected, nearest, words) {
    return { ok: false, mistake: mistake(message, expected, nearest, spanOf(words)) };
}
//# sourceMappingURL=fault-target.js.map