import { isAlias, isMap, isScalar, isSeq } from 'yaml';
/**
 * Nodes as plain data: mappings become objects without prototype, aliases what they stand for. Of
 * a key that is there twice the first counts. `data` is undefined when a limit was met: 32 levels,
 * 20,000 nodes (each use of an alias counts), so that neither a bomb of aliases nor one that holds
 * itself takes time.
 */
export function plainData(contents) {
    const mistakes = [];
    const anchors = new Map();
    let nodes = 0;
    let limit;
    const read = (node, path) => {
        nodes += 1;
        if (limit !== undefined)
            return null;
        if (path.length > maxDepth || nodes > maxNodes) {
            const message = path.length > maxDepth
                ? 'this is nested too deeply, or is an alias that holds itself'
                : 'the aliases stand for too much';
            limit = { span: spanOfNode(node), path: [], message, expected: 'a short contract' };
            return null;
        }
        if (isAlias(node))
            return read(anchors.get(node.source), path);
        if ((isScalar(node) || isMap(node) || isSeq(node)) && node.anchor !== undefined) {
            anchors.set(node.anchor, node);
        }
        if (isScalar(node))
            return node.value;
        if (isSeq(node))
            return node.items.map((item, index) => read(item, [...path, index]));
        if (!isMap(node))
            return null;
        const data = Object.create(null);
        for (const { key, value } of node.items) {
            const name = keyText(key);
            const flaw = flawOfKey(name, data);
            if (name === undefined || flaw !== undefined) {
                mistakes.push({ span: spanOfNode(key), path: [...path, name ?? ''], ...(flaw ?? noName) });
            }
            else
                data[name] = read(value, [...path, name]);
        }
        return data;
    };
    const data = read(contents, []);
    return limit === undefined ? { data, mistakes } : { data: undefined, mistakes: [limit] };
}
/** A key as text; undefined when it is a list, a mapping or an alias. */
export function keyText(key) {
    return isScalar(key) ? (key.source ?? String(key.value)) : undefined;
}
const maxDepth = 32;
const maxNodes = 20_000;
const noName = { message: 'a key must be a word', expected: 'a key such as service' };
function flawOfKey(name, data) {
    if (name === undefined)
        return noName;
    if (name === '__proto__')
        return { message: '"__proto__" cannot be a key', expected: 'another name' };
    if (!Object.hasOwn(data, name))
        return undefined;
    return { message: `"${name}" is there twice`, expected: 'each key once in a mapping' };
}
/** Where a node stands in the text, without what follows it. */
export function spanOfNode(node) {
    if (!isScalar(node) && !isMap(node) && !isSeq(node) && !isAlias(node)) {
        return { offset: 0, length: 0 };
    }
    const [start, end] = node.range ?? [0, 0];
    return { offset: start, length: end - start };
}
//# sourceMappingURL=plain-data.js.map