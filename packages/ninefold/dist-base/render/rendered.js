import { at } from '../contract/located-mistake.js';
/** One file on one host: `host` is a folder, and `path` (absolute) stands below it. */
export function fileOf(host, path, text, mode = 0o644) {
    return { path: host + path, text, ...(mode === 0o644 ? {} : { mode }) };
}
/**
 * Files in the order of their paths, each once. Two that differ at one path are a mistake at `place`:
 * one host can't be both.
 */
export function renderedOf(files, notes, place) {
    const byPath = new Map();
    const mistakes = [];
    for (const file of files) {
        const other = byPath.get(file.path);
        if (other !== undefined && other.text !== file.text) {
            const message = `one host would need two different files at ${file.path}`;
            mistakes.push(at(place, message, 'hosts of its own for each cluster'));
        }
        byPath.set(file.path, file);
    }
    if (mistakes.length > 0)
        return { ok: false, mistakes };
    const sorted = [...byPath.values()].toSorted((a, b) => (a.path < b.path ? -1 : 1));
    return { ok: true, files: sorted, notes };
}
//# sourceMappingURL=rendered.js.map