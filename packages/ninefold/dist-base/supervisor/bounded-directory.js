import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { EnvironmentError } from '../ports/errors.js';
/** CAP_SYS_ADMIN, as a bit of the capability sets; see capabilities(7). */
const CAP_SYS_ADMIN = 1n << 21n;
/** Whether this process may mount file systems. Root in a container often may not. */
export function canBoundDirectories() {
    const effective = /^CapEff:\s*([0-9a-f]+)/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1];
    return effective !== undefined && (BigInt(`0x${effective}`) & CAP_SYS_ADMIN) !== 0n;
}
/**
 * Makes a directory that is a file system of its own, in memory, of so many bytes.
 *
 * @throws EnvironmentError when it can't be mounted
 */
export function mountBounded(directory, bytes) {
    mkdirSync(directory, { recursive: true, mode: 0o711 });
    const options = `size=${bytes},mode=0711,nosuid,nodev`;
    const { status, stderr } = spawnSync('mount', ['-t', 'tmpfs', '-o', options, 'ninefold', directory], { encoding: 'utf8' });
    if (status !== 0) {
        throw new EnvironmentError(`can't mount a bounded directory: ${stderr.trim()}`);
    }
}
/** Unmounts every file system mounted at or below the directory, the deepest first. */
export function unmountBelow(directory) {
    for (const mount of mounts()
        .filter((one) => one === directory || one.startsWith(`${directory}/`))
        .toReversed()) {
        spawnSync('umount', ['-l', mount], { stdio: 'ignore' });
    }
}
/** The directory itself, when a file system is mounted there. */
export function mountOf(directory) {
    return mounts().find((mount) => mount === directory);
}
/** Mount points of this process, in the order they were mounted; see proc(5), mounts. */
function mounts() {
    return readFileSync('/proc/self/mounts', 'utf8')
        .split('\n')
        .map((line) => (line.split(' ')[1] ?? '').replaceAll('\\040', ' '));
}
//# sourceMappingURL=bounded-directory.js.map