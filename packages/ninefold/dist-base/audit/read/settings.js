import { placedPart } from './placed.js';
/** Java properties: `key=value`, `key: value` or `key value`; `#` and `!` begin a comment. */
export function readProperties(text) {
    // A backslash at the end of a line continues it; offsets stay, as both characters are kept.
    return collect(text, /^[ \t\f]*([^#!\s=:][^\s=:]*)[ \t\f]*[=:\s]?[ \t\f]*((?:[^\\\r\n]|\\.|\\\r?\n)*)/gm, (value) => value
        .replaceAll(/\\\r?\n\s*/g, '')
        .replaceAll(/\\(.)/g, '$1')
        .trimEnd());
}
/** postgresql.conf: `key = value`, `key value`, values quoted or not; `#` begins a comment. */
export function readPostgresql(text) {
    return collect(text, /^[ \t]*([A-Za-z_][\w.]*)[ \t]*=?[ \t]*('(?:[^'\r\n]|'')*'|[^#\r\n]*)/gm, (value) => {
        const plain = value.trimEnd();
        return plain.startsWith("'") ? plain.slice(1, -1).replaceAll("''", "'") : plain;
    });
}
function collect(text, line, decode) {
    const data = Object.create(null);
    const spots = new Map();
    for (const match of text.matchAll(line)) {
        const [whole, key = '', value = ''] = match;
        const keyAt = match.index + whole.indexOf(key);
        const valueAt = match.index + whole.length - value.length;
        data[key] = decode(value);
        spots.set(key, { key: [keyAt, key.length], value: [valueAt, value.trimEnd().length] });
    }
    return { data, spots };
}
/** A part of settings, each of which may be set where it stands, or at the end of the file. */
export function settingsPart(kind, file, text, { data, spots }, lines) {
    const edit = ([key = '', ...rest], value) => {
        if (rest.length > 0)
            return undefined;
        const spot = spots.get(String(key));
        if (spot !== undefined) {
            return { file, offset: spot.value[0], length: spot.value[1], text: value };
        }
        const gap = text === '' || text.endsWith('\n') ? '' : '\n';
        const sign = kind === 'postgresql' ? ' = ' : '=';
        return { file, offset: text.length, length: 0, text: `${gap}${key}${sign}${value}\n` };
    };
    return placedPart(kind, file, text, data, spots, lines, edit);
}
//# sourceMappingURL=settings.js.map