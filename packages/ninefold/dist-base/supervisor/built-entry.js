import { fileURLToPath } from 'node:url';
/**
 * The path of a program or worker of our own, beside the module at `moduleUrl`. Node 20 runs no
 * TypeScript, so a module that runs from `src` (under Vitest) starts what is built into `dist`.
 *
 * @param relative such as `./keeper.ts`
 */
export function builtEntry(moduleUrl, relative) {
    const path = fileURLToPath(new URL(relative.replace(/\.ts$/, '.js'), moduleUrl));
    if (!moduleUrl.endsWith('.ts'))
        return path;
    const at = path.lastIndexOf('/src/');
    return `${path.slice(0, at)}/dist/${path.slice(at + '/src/'.length)}`;
}
//# sourceMappingURL=built-entry.js.map