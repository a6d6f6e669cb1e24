import { isAlias, isMap, isScalar, isSeq, parseDocument } from 'yaml';
import { keyText, plainData, spanOfNode } from './plain-data.js';
import { syntaxMistakes } from './syntax-mistake.js';
/** Reads one YAML document. Never throws, whatever the text; bounded in length, depth and nodes. */
export function readYaml(text) {
    if (text.length > maxTextLength)
        return unreadable('the file is longer than 256 KiB');
    let document;
    try {
        const options = { prettyErrors: false, uniqueKeys: false };
        document = parseDocument(text, options);
    }
    catch {
        // The parser recurses: a file that nests thousands of levels exhausts its stack.
        return unreadable('the file is nested too deeply');
    }
    const syntax = syntaxMistakes(document, text);
    const plain = syntax.length > 0 ? undefined : plainData(document.contents);
    const follow = followerOf(document);
    return {
        data: plain?.data,
        mistakes: plain?.mistakes ?? syntax,
        locate: (path, at) => locate(follow(path), at),
        locateText: (path) => locateText(follow(path), document, text),
    };
}
const maxTextLength = 262_144;
function unreadable(message) {
    const span = { offset: 0, length: 0 };
    const expected = 'a contract of some lines, such as "ninefold init" writes';
    return {
        data: undefined,
        mistakes: [{ span, path: [], message, expected }],
        locate: () => span,
        locateText: () => undefined,
    };
}
/** Follows paths; remembers the keys of each mapping, as a file may have very many mistakes. */
function followerOf(document) {
    const pairsOf = new WeakMap();
    const pairOf = (map, step) => {
        let pairs = pairsOf.get(map);
        if (pairs === undefined) {
            // Of a key that is there twice the first counts, as in the data.
            pairs = new Map(map.items.toReversed().map((pair) => [keyText(pair.key), pair]));
            pairsOf.set(map, pairs);
        }
        return pairs.get(String(step));
    };
    return (path) => {
        let node = document.contents;
        let key;
        for (const step of path) {
            const holder = isAlias(node) ? node.resolve(document) : node;
            if (isMap(holder)) {
                const pair = pairOf(holder, step);
                if (pair === undefined)
                    return { node, key, isWhole: false };
                ({ key, value: node } = pair);
            }
            else if (isSeq(holder) && holder.items[Number(step)] !== undefined) {
                node = holder.items[Number(step)];
                key = node;
            }
            else
                return { node, key, isWhole: false };
        }
        return { node, key, isWhole: true };
    };
}
function locate({ node, key, isWhole }, at) {
    const valueSpan = spanOfNode(node);
    const keySpan = spanOfNode(key);
    // What is missing is told at the name of what it is missing from; an empty value has no place.
    if (at === 'key' || !isWhole || valueSpan.length === 0) {
        return keySpan.length > 0 ? keySpan : { offset: valueSpan.offset, length: 0 };
    }
    return valueSpan;
}
function locateText({ node, isWhole }, document, text) {
    const scalar = isAlias(node) ? node.resolve(document) : node;
    if (!isWhole || !isScalar(scalar))
        return undefined;
    const { offset, length } = spanOfNode(scalar);
    const written = text.slice(offset, offset + length);
    if (written === String(scalar.value))
        return offset;
    return written.slice(1, -1) === scalar.value ? offset + 1 : undefined;
}
//# sourceMappingURL=yaml-source.js.map