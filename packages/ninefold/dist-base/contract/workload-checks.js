import { at } from './located-mistake.js';
import { mistake } from './mistake.js';
import { nearestName } from './nearest-name.js';
/** The rules of the workload: over HTTP through the app, or in SQL straight into a store. */
export function workloadChecks(draft) {
    if (draft.workloadKeys.has('store'))
        return sqlChecks(draft);
    const hasRequests = draft.workloadKeys.has('write') || draft.workloadKeys.has('read');
    if (draft.app === undefined)
        return hasRequests ? appIsMissing(draft) : [];
    return httpChecks(draft);
}
function sqlChecks({ workload, workloadKeys, stores }) {
    const found = [];
    for (const key of ['write', 'read']) {
        if (!workloadKeys.has(key))
            continue;
        const message = `"${key}" is for an app over HTTP, and "store" is for SQL`;
        const expected = 'write and read, or store, but not both';
        found.push({ path: ['workload', key], at: 'key', mistake: mistake(message, expected) });
    }
    const { store } = workload;
    if (store !== undefined && !stores.has(store)) {
        const names = [...stores.keys()];
        const expected = names.length > 0 ? names.join(' or ') : 'a store of this contract, which has none';
        found.push(at(['workload', 'store'], `there is no store "${store}"`, expected, nearestName(store, names)));
    }
    return found;
}
function appIsMissing({ workloadKeys, stores }) {
    const [store = 'orders'] = stores.keys();
    return ['write', 'read']
        .filter((key) => workloadKeys.has(key))
        .map((key) => ({
        path: ['workload', key],
        at: 'key',
        mistake: mistake(`"${key}" goes to an app over HTTP, and there is no app`, `app: { run: [node, server.js] }, or a workload in SQL: workload: { store: ${store} }`),
    }));
}
function httpChecks({ workload, workloadKeys, keys }) {
    const examples = { write: 'write: POST /orders', read: 'read: "GET /orders/{{id}}"' };
    if (!keys.has('workload')) {
        const message = 'the app has no workload, so nothing could be measured';
        const expected = `workload: { ${examples.write}, ${examples.read} }`;
        return [{ path: ['app'], at: 'key', mistake: mistake(message, expected) }];
    }
    const found = [];
    for (const key of ['write', 'read']) {
        if (workloadKeys.has(key))
            continue;
        const message = `the workload does not say how a client ${key}s`;
        found.push({ path: ['workload'], at: 'key', mistake: mistake(message, examples[key]) });
    }
    const { write, read } = workload;
    if (write !== undefined && !carriesId(write)) {
        const message = 'the write carries no {{id}}, so that it could not be found again';
        found.push(at(['workload', 'write'], message, '{{id}} in its path, its headers or its json'));
    }
    if (read !== undefined && !read.path.includes('{{id}}')) {
        const path = 'headers' in read ? ['workload', 'read', 'path'] : ['workload', 'read'];
        const expected = 'a path such as "/orders/{{id}}", in quotes';
        found.push(at(path, 'the path of the read has no {{id}}', expected));
    }
    return found;
}
/** A write without `json` and with a method that takes a body gets one that carries the id. */
function carriesId(write) {
    const hasDefaultBody = !('json' in write) && methodsWithBody.has(write.method);
    return hasDefaultBody || JSON.stringify(write).includes('{{id}}');
}
/** Methods whose requests carry a body by default. */
export const methodsWithBody = new Set(['POST', 'PUT', 'PATCH']);
//# sourceMappingURL=workload-checks.js.map