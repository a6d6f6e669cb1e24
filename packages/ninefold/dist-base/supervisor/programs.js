import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
/** Servers lie where only root's PATH leads. */
const ALSO = ['/usr/local/sbin', '/usr/sbin', '/sbin'];
/** The path of a program that this process may run: of PATH, then of the system's own folders. */
export function pathOf(name) {
    const folders = (process.env['PATH'] ?? '').split(delimiter).filter(Boolean);
    return [...folders, ...ALSO].map((folder) => join(folder, name)).find(isExecutable);
}
function isExecutable(path) {
    try {
        accessSync(path, constants.X_OK);
        return true;
    }
    catch {
        return false;
    }
}
//# sourceMappingURL=programs.js.map