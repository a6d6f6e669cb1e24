import { spanOf } from './fault-words.js';
import { mistake } from './mistake.js';
import { nearestName } from './nearest-name.js';
/** From whom a partition may cut a store's members. */
const sides = ['etcd', 'standbys', 'clients'];
const sideSynonyms = {
    dcs: 'etcd',
    consensus: 'etcd',
    replicas: 'standbys',
    followers: 'standbys',
    standby: 'standbys',
    app: 'clients',
    balancer: 'clients',
    client: 'clients',
};
const expected = 'etcd, standbys or clients, joined by "and"';
/**
 * Reads `from etcd and standbys` among the words after a target.
 *
 * @returns the sides, absent when it is not said, and the other words; or what is wrong
 */
export function readSides(verb, target, words) {
    const at = words.findIndex(({ text }) => text === 'from');
    const preposition = words[at];
    if (preposition === undefined)
        return { rest: words };
    if (verb.text !== 'partition' || target.kind !== 'store' || target.role === 'replication') {
        return {
            mistake: mistake('"from" says from whom a partition cuts members of a store', 'partition store primary from etcd, or no "from"', undefined, spanOf([preposition])),
        };
    }
    const from = [];
    let end = at;
    do {
        const word = words[end + 1];
        const side = sides.find((known) => known === word?.text);
        if (word === undefined || side === undefined) {
            const message = word ? `"${word.text}" is nobody to be cut from` : `nothing follows "from"`;
            const nearest = nearestName(word?.text ?? '', sides, sideSynonyms);
            return { mistake: mistake(message, expected, nearest, spanOf([word ?? preposition])) };
        }
        if (!from.includes(side))
            from.push(side);
        end += 2;
    } while (words[end]?.text === 'and');
    return { from, rest: [...words.slice(0, at), ...words.slice(end)] };
}
//# sourceMappingURL=fault-sides.js.map