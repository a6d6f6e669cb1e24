import { parseDocument } from 'yaml';
import { parseContract } from '../contract/parse-contract.js';
/**
 * The contract with some values changed: `stores.orders.members=5`, `assumptions.host.mttr=10m`. Paths
 * and values are those of the file, so each is checked as if it stood there; problems point into the
 * changed text, which is given back by {@link textWith}.
 *
 * @param file how problems name the file
 */
export function whatIf(text, file, settings) {
    const changed = textWith(text, settings);
    return 'mistake' in changed
        ? { ok: false, mistake: changed.mistake }
        : parseContract(changed.text, file);
}
/** The text with the settings in it. A store or promise in its short form gets its long one. */
export function textWith(text, settings) {
    const document = parseDocument(text);
    if (document.errors.length > 0)
        return { text };
    for (const setting of settings) {
        const match = /^([^=\s]+)=(.+)$/s.exec(setting);
        if (match === null) {
            return { mistake: `"${setting}" is no setting; write path=value, such as app.replicas=5` };
        }
        const [, written = '', value = ''] = match;
        const path = written.split('.');
        for (let depth = 1; depth < path.length; depth++) {
            const holder = path.slice(0, depth);
            const found = document.getIn(holder);
            if (found === undefined || found === null)
                document.setIn(holder, document.createNode({}));
            else if (typeof found !== 'object')
                document.setIn(holder, longForm(document, holder, found));
        }
        const parsed = parseDocument(value);
        if (parsed.errors.length > 0)
            return { mistake: `the value of "${setting}" is no YAML` };
        document.setIn(path, parsed.contents);
    }
    return { text: document.toString() };
}
function longForm(document, path, short) {
    const [section] = path;
    const key = section === 'stores' ? 'engine' : section === 'promise' ? 'objective' : 'availability';
    return document.createNode({ [key]: short });
}
//# sourceMappingURL=what-if.js.map