import { closeSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { UnsupportedError, codeOf } from '../ports/errors.js';
import { mountOf } from '../supervisor/bounded-directory.js';
const BALLAST = 'ninefold-ballast';
/**
 * Fills the file system that a store member's data lie on. Only one of its own, of bounded size, is
 * ever filled, never the machine's.
 *
 * @throws UnsupportedError when the member has none: making one needs root
 */
export function fillDirectory(topology, members) {
    const ballasts = members.map(({ name }) => {
        const directory = topology.boundedDirectory(name);
        if (directory === undefined || mountOf(directory) === undefined) {
            throw new UnsupportedError(`fill ${name} is not supported here: a data directory of bounded size needs root, to mount it`);
        }
        return join(directory, BALLAST);
    });
    return {
        fire: () => {
            for (const ballast of ballasts)
                fillUp(ballast);
            return Promise.resolve();
        },
        heal: () => {
            for (const ballast of ballasts)
                rmSync(ballast, { force: true });
            return Promise.resolve();
        },
    };
}
function fillUp(path) {
    const file = openSync(path, 'w', 0o600);
    try {
        // Large pieces first, then small ones, until not a page is left.
        for (const bytes of [1 << 20, 1 << 12]) {
            const piece = Buffer.alloc(bytes);
            try {
                for (;;)
                    writeSync(file, piece);
            }
            catch (error) {
                if (codeOf(error) !== 'ENOSPC')
                    throw error;
            }
        }
    }
    finally {
        closeSync(file);
    }
}
//# sourceMappingURL=fill.js.map