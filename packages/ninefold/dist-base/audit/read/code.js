import { placedPart } from './placed.js';
import { settingsPart } from './settings.js';
/** Kafka clients configured in Java: `props.put("acks", "all")`. */
export function readJava(file, text, lines) {
    const data = Object.create(null);
    const spots = new Map();
    const put = /\.(?:put|setProperty)\(\s*"([a-z][a-z0-9.]*)"\s*,\s*("[^"\n]*"|[\w.]+)\s*\)/g;
    for (const match of text.matchAll(put)) {
        const [whole, key = '', value = ''] = match;
        const keyAt = match.index + whole.indexOf(key);
        const valueAt = match.index + whole.lastIndexOf(value);
        data[key] = value.replace(/^"|"$/g, '').replace(/^Integer\.MAX_VALUE$/, '2147483647');
        spots.set(key, { key: [keyAt, key.length], value: [valueAt, value.length] });
    }
    if (!('bootstrap.servers' in data))
        return undefined;
    const kind = 'group.id' in data ? 'kafka-consumer' : 'kafka-producer';
    const { edit: _none, ...part } = settingsPart(kind, file, text, { data, spots }, lines);
    return part;
}
const wanted = /^(?:retry\w*|circuit_?breaker|bulkhead|limits|timeout|get|post|put|delete|request|fetch)$/i;
/** What Python says of its calls: decorators for retries, breakers and bulkheads, and requests. */
export function readPython(file, text, lines) {
    const calls = [];
    const spots = new Map();
    const functions = [...text.matchAll(/^[ \t]*(?:async )?def (\w+)/gm)];
    const pattern = /(@?)((?:\w+\.)*)(\w+)\(((?:[^()\n]|\([^()\n]*\)|\n(?!\s*(?:def|class)\b))*)\)/g;
    for (const match of text.matchAll(pattern)) {
        const [whole, sign = '', , name = '', inside = ''] = match;
        if (!wanted.test(name) || /\bdef $/.test(text.slice(Math.max(0, match.index - 4), match.index)))
            continue;
        const args = Object.create(null);
        const index = calls.length;
        const argsAt = match.index + whole.length - inside.length - 1;
        for (const arg of inside.matchAll(/(\w+)\s*=\s*((?:\([^()]*\)|"[^"]*"|'[^']*'|[^,()\s])+)/g)) {
            const [assignment, key = '', value = ''] = arg;
            args[key] = /^\d+(?:\.\d+)?$/.test(value) ? Number(value) : value;
            const at = argsAt + arg.index;
            spots.set(`calls ${index} args ${key}`, {
                key: [at, key.length],
                value: [at + assignment.length - value.length, value.length],
            });
        }
        const spot = [match.index, whole.split('\n')[0]?.length ?? 0];
        spots.set(`calls ${index}`, { key: spot, value: spot });
        const isDecorator = sign === '@';
        const owner = isDecorator
            ? functions.find(({ index: at }) => at > match.index)
            : functions.findLast(({ index: at }) => at < match.index);
        calls.push({ name, within: owner?.[1] ?? '', isDecorator, args });
    }
    return calls.length === 0 ? undefined : placedPart('calls', file, text, { calls }, spots, lines);
}
//# sourceMappingURL=code.js.map