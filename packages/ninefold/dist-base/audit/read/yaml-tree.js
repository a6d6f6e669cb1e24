import { EVENT_ID, SCALAR_STYLE, YAMLException, getScalarValue, parseEvents } from 'js-yaml';
/** Nodes of a document once every alias stands for what it means: more is a bomb. */
const maxExpandedNodes = 1_000_000;
/** Each YAML document of a text: where it begins, and its text. A marker is a line of its own. */
export function* splitDocuments(text) {
    const marker = /^(?:---|\.\.\.)(?=[ \t\r\n]|$)/gm;
    let start = 0;
    for (let match = marker.exec(text); match !== null; match = marker.exec(text)) {
        if (match.index > start)
            yield { offset: start, text: text.slice(start, match.index) };
        // What stands behind the marker on its line is the document's.
        start = match.index + 3;
    }
    if (start < text.length)
        yield { offset: start, text: text.slice(start) };
}
/**
 * Reads one document. Never throws: bounded in depth (100) and in what aliases stand for. Scalars are
 * read as YAML 1.2 does, and `yes`, `on` stay text, as Kubernetes' own reader would warn of.
 */
export function readTree(text, offset, file, lines) {
    let events;
    try {
        events = parseEvents(text, {});
    }
    catch (error) {
        if (error instanceof YAMLException) {
            return { flaw: error.reason, offset: offset + (error.mark?.position ?? 0) };
        }
        return { flaw: 'is nested too deeply', offset };
    }
    const composer = new Composer(text, events);
    const data = composer.compose();
    if (composer.flaw !== undefined) {
        return { flaw: composer.flaw.text, offset: offset + composer.flaw.offset };
    }
    if (data === undefined || data === null)
        return undefined;
    const { starts, ends, sizes } = composer.index();
    const follow = (path) => {
        let key = -1;
        let node = 0;
        for (const step of path) {
            const last = node + (sizes[node] ?? 1);
            let child = node + 1;
            let found = false;
            const kind = ends[node] ?? 0;
            for (let index = 0; child < last; index += 1) {
                if (kind === SEQUENCE) {
                    if (index === step) {
                        [key, node, found] = [child, child, true];
                        break;
                    }
                    child += sizes[child] ?? 1;
                }
                else {
                    const value = child + (sizes[child] ?? 1);
                    if (text.slice(starts[child], ends[child]) === String(step)) {
                        [key, node, found] = [child, value, true];
                        break;
                    }
                    child = value + (sizes[value] ?? 1);
                }
            }
            if (!found)
                return { key, node, isWhole: false };
        }
        return { key, node, isWhole: true };
    };
    const placeOf = (node) => {
        const start = starts[node] ?? 0;
        const end = ends[node] ?? 0;
        return lines.place(offset + start, end < 0 || end < start ? 0 : end - start);
    };
    return {
        data,
        locate(path, at) {
            const { key, node, isWhole } = follow(path);
            const start = starts[node] ?? 0;
            // A block of text has no place of its own on the line of its key.
            const isText = (ends[node] ?? 0) > start && text[start - 1] !== '\n';
            if (key >= 0 && (at === 'key' || !isWhole || !isText))
                return placeOf(key);
            return placeOf(node);
        },
        edit(path, value) {
            const { node, isWhole } = follow(path);
            if (isWhole) {
                const [start, end] = [starts[node] ?? 0, ends[node] ?? 0];
                const quoted = /["']/.test(text[start - 1] ?? '') ? 1 : 0;
                const isPlain = end > start && !text.slice(start, end).includes('\n');
                if (!isPlain)
                    return undefined;
                return {
                    file,
                    offset: offset + start - quoted,
                    length: end - start + 2 * quoted,
                    text: value,
                };
            }
            const parent = follow(path.slice(0, -1));
            const first = parent.node + 1;
            if (!parent.isWhole || ends[parent.node] !== MAPPING || (sizes[parent.node] ?? 1) < 2) {
                return undefined;
            }
            const at = starts[first] ?? 0;
            const lineStart = text.lastIndexOf('\n', at - 1) + 1;
            const before = text.slice(lineStart, at);
            // In front of the first key: `- a: 1` and its comments stay as they are.
            if (/^[ -]*$/.test(before) && !/["']/.test(text[at - 1] ?? '')) {
                const indent = ' '.repeat(before.length);
                const line = `${String(path.at(-1))}: ${value}\n${indent}`;
                return { file, offset: offset + at, length: 0, text: line };
            }
            return undefined;
        },
    };
}
/* In `ends`, where a scalar has its end, a collection has its kind. */
const MAPPING = -1;
const SEQUENCE = -2;
const ALIAS = -3;
/** Events to data. A class, as millions of nodes go through its fields. */
class Composer {
    flaw;
    #text;
    #events;
    #anchors = new Map();
    #starts = [];
    #ends = [];
    #sizes = [];
    #at = 0;
    #expanded = 0;
    constructor(text, events) {
        this.#text = text;
        this.#events = events;
    }
    compose() {
        while (this.#events[this.#at]?.type === EVENT_ID.DOCUMENT)
            this.#at += 1;
        return this.#at < this.#events.length ? this.#node() : undefined;
    }
    index() {
        return {
            starts: Uint32Array.from(this.#starts),
            ends: Int32Array.from(this.#ends),
            sizes: Uint32Array.from(this.#sizes),
        };
    }
    #node() {
        const event = this.#events[this.#at];
        this.#at += 1;
        if (event === undefined || this.flaw !== undefined)
            return null;
        this.#expanded += 1;
        if (event.type === EVENT_ID.DOCUMENT || event.type === EVENT_ID.POP)
            return null;
        const anchor = event.anchorStart < 0 ? undefined : this.#text.slice(event.anchorStart, event.anchorEnd);
        if (event.type === EVENT_ID.ALIAS)
            return this.#alias(anchor ?? '', event.anchorStart);
        const before = this.#expanded;
        if (anchor !== undefined)
            this.#anchors.set(anchor, 'open');
        const value = event.type === EVENT_ID.SCALAR
            ? this.#scalar(event)
            : this.#collection(event.type === EVENT_ID.MAPPING, event.start);
        if (anchor !== undefined) {
            this.#anchors.set(anchor, { value, expanded: this.#expanded - before + 1 });
        }
        return value;
    }
    #scalar(event) {
        this.#starts.push(event.valueStart);
        this.#ends.push(event.valueEnd);
        this.#sizes.push(1);
        const text = getScalarValue(this.#text, event);
        const isText = event.style !== PLAIN || event.tagStart >= 0;
        return isText ? text : plainScalar(text);
    }
    #alias(anchor, offset) {
        this.#starts.push(offset);
        this.#ends.push(ALIAS);
        this.#sizes.push(1);
        const found = this.#anchors.get(anchor);
        if (found === undefined)
            return this.#fail(`"*${anchor}" has no anchor before it`, offset);
        if (found === 'open')
            return this.#fail(`"*${anchor}" holds itself`, offset);
        this.#expanded += found.expanded;
        if (this.#expanded > maxExpandedNodes) {
            return this.#fail(`aliases stand for more than ${maxExpandedNodes} values`, offset);
        }
        return found.value;
    }
    #collection(isMapping, start) {
        const self = this.#starts.length;
        this.#starts.push(start);
        this.#ends.push(isMapping ? MAPPING : SEQUENCE);
        this.#sizes.push(1);
        const items = [];
        const data = Object.create(null);
        const merged = new Set();
        while (this.flaw === undefined && this.#at < this.#events.length) {
            if (this.#events[this.#at]?.type === EVENT_ID.POP) {
                this.#at += 1;
                break;
            }
            if (!isMapping) {
                items.push(this.#node());
                continue;
            }
            const keyAt = this.#starts.length;
            const key = this.#node();
            const offset = this.#starts[keyAt] ?? start;
            if (typeof key === 'object' && key !== null) {
                this.#fail('has a key that is no word', offset);
                break;
            }
            const name = String(key);
            if (name === '<<')
                for (const one of this.#merge(data, this.#node()))
                    merged.add(one);
            else if (Object.hasOwn(data, name) && !merged.delete(name))
                this.#fail(`"${name}" is there twice`, offset);
            else
                data[name] = this.#node();
        }
        this.#sizes[self] = this.#starts.length - self;
        return isMapping ? data : items;
    }
    /** Adds what is merged in and not there yet, and yields the names: own keys may replace them. */
    *#merge(data, from) {
        for (const one of Array.isArray(from) ? from : [from]) {
            if (typeof one !== 'object' || one === null)
                continue;
            for (const [name, value] of Object.entries(one)) {
                if (Object.hasOwn(data, name))
                    continue;
                data[name] = value;
                yield name;
            }
        }
    }
    #fail(text, offset) {
        this.flaw ??= { text, offset };
        return null;
    }
}
const PLAIN = SCALAR_STYLE.PLAIN;
/** YAML 1.2, core schema. */
function plainScalar(text) {
    switch (text) {
        case '':
        case '~':
        case 'null':
        case 'Null':
        case 'NULL':
            return null;
        case 'true':
        case 'True':
        case 'TRUE':
            return true;
        case 'false':
        case 'False':
        case 'FALSE':
            return false;
        default: {
            const first = text.charCodeAt(0);
            const isNumber = (first >= 48 && first <= 57) || first === 43 || first === 45 || first === 46;
            return isNumber && /^[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?$/.test(text)
                ? Number(text)
                : text;
        }
    }
}
//# sourceMappingURL=yaml-tree.js.map