import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { EnvironmentError } from '../ports/errors.js';
/**
 * The lease as a file on this host. It outlives the agent's process, which is what it must do: the
 * members it speaks of do not outlive the host, so it is not forced to the disk.
 *
 * @throws EnvironmentError when the file holds something else
 */
export function leaseFile(path) {
    const read = () => {
        if (!existsSync(path))
            return { reserved: 0 };
        const record = JSON.parse(readFileSync(path, 'utf8'));
        if (!isRecord(record))
            throw new EnvironmentError(`${path} is not a lease`);
        return record;
    };
    const write = (record) => {
        const draft = `${path}.draft`;
        writeFileSync(draft, JSON.stringify(record), { mode: 0o600 });
        renameSync(draft, path);
    };
    return {
        async reserve(above) {
            const record = read();
            const term = Math.max(record.reserved, above) + 1;
            write({ ...record, reserved: term });
            return { ...record, term };
        },
        async recordGrant(granted) {
            const record = read();
            if (record.reserved !== granted.term)
                return false;
            write({ ...record, granted });
            return true;
        },
    };
}
function isRecord(value) {
    return (typeof value === 'object' &&
        value !== null &&
        'reserved' in value &&
        Number.isSafeInteger(value.reserved));
}
//# sourceMappingURL=lease-file.js.map