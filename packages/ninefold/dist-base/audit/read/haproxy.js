import { placedPart } from './placed.js';
const head = /^(global|defaults|frontend|backend|listen|peers|resolvers|userlist|cache|program|ring|mailers|http-errors|fcgi-app|log-forward)(?:\s+(\S+))?/;
/** haproxy.cfg as `{ sections }`. */
export function readHaproxy(file, text, lines) {
    const sections = [];
    const spots = new Map();
    for (const match of text.matchAll(/^[^\r\n]+/gm)) {
        const line = match[0].replace(/(^|\s)#.*$/, '').trimEnd();
        const words = line.trim().split(/\s+/);
        if (line.trim() === '')
            continue;
        const at = match.index + line.length - line.trimStart().length;
        const spot = [at, line.trim().length];
        const found = head.exec(line);
        if (found !== null) {
            spots.set(`sections ${sections.length}`, { key: spot, value: spot });
            sections.push({ kind: found[1] ?? '', name: found[2] ?? '', lines: [] });
            continue;
        }
        const section = sections.at(-1);
        if (section === undefined)
            continue;
        spots.set(`sections ${sections.length - 1} lines ${section.lines.length}`, {
            key: spot,
            value: spot,
        });
        section.lines.push(words);
    }
    return placedPart('haproxy', file, text, { sections }, spots, lines);
}
export function looksLikeHaproxy(text) {
    return (/^(?:frontend|backend|listen)\s+\S+/m.test(text) &&
        /^\s+(?:bind|server|mode|balance)\s/m.test(text));
}
//# sourceMappingURL=haproxy.js.map