import { placedPart } from './placed.js';
/** Reads a line of pg_hba.conf; undefined for a comment, or what is no such line. */
export function hbaRow(line) {
    const words = line.replace(/#.*$/, '').trim().split(/\s+/);
    const [type = '', database = '', user = ''] = words;
    if (type === 'local')
        return { type, database, user, address: '', method: words[3] ?? '' };
    if (!/^host(?:no)?(?:ssl|gssenc)?$/.test(type))
        return undefined;
    // An address may be followed by a netmask in a column of its own.
    const hasMask = /^[\d.:a-f]+$/i.test(words[4] ?? '') && (words[4] ?? '').includes('.');
    const address = hasMask ? `${words[3]} ${words[4]}` : (words[3] ?? '');
    return { type, database, user, address, method: words[hasMask ? 5 : 4] ?? '' };
}
/** pg_hba.conf as `{ rows }`, in order: the first that matches decides. */
export function readPgHba(file, text, lines) {
    const rows = [];
    const spots = new Map();
    for (const match of text.matchAll(/^[^\r\n]+/gm)) {
        const row = hbaRow(match[0]);
        if (row === undefined)
            continue;
        const spot = [match.index, match[0].trimEnd().length];
        spots.set(`rows ${rows.length}`, { key: spot, value: spot });
        rows.push(row);
    }
    return placedPart('pg-hba', file, text, { rows }, spots, lines);
}
//# sourceMappingURL=pg-hba.js.map