import { Document, isMap, isScalar, isSeq } from 'yaml';
export function manifest(object, why = {}) {
    return { object, why };
}
/**
 * Objects as YAML documents, each reason a comment above its key.
 *
 * @throws RangeError a reason is for a path that its object has not
 */
export function manifestText(manifests) {
    return manifests.map((one) => documentText(one)).join('---\n');
}
function documentText({ object, why }) {
    const document = new Document(object, {
        aliasDuplicateObjects: false,
        // Kubernetes reads YAML 1.1, where yes and on are booleans: such texts are quoted.
        schema: 'yaml-1.1',
    });
    for (const [path, reason] of Object.entries(why))
        comment(document, path.split('.'), reason);
    return document.toString({ lineWidth: 0 });
}
function comment(document, path, reason) {
    const parents = path.slice(0, -1).map((step) => (/^\d+$/.test(step) ? Number(step) : step));
    const parent = parents.length === 0 ? document.contents : document.getIn(parents, true);
    const key = path.at(-1);
    if (isMap(parent)) {
        const pair = parent.items.find((item) => isScalar(item.key) && item.key.value === key);
        if (pair !== undefined && isScalar(pair.key)) {
            pair.key.commentBefore = ` ${reason}`;
            return;
        }
    }
    if (isSeq(parent)) {
        const item = parent.items[Number(key)];
        if (isScalar(item) || isMap(item)) {
            item.commentBefore = ` ${reason}`;
            return;
        }
    }
    throw new RangeError(`nothing at ${path.join('.')} to explain`);
}
//# sourceMappingURL=manifest.js.map