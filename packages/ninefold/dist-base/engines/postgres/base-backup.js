import { spawn } from 'node:child_process';
import { setPriority } from 'node:os';
import pg from 'pg';
import { EnvironmentError, messageOf } from '../../ports/errors.js';
import { destroySocket } from './session.js';
/** Rebuilding a standby must not slow the primary, or whoever measures it. */
const UNPACK_NICE = 10;
/**
 * Copies a running server's data directory through the replication protocol (BASE_BACKUP with its
 * WAL, one tar stream), which the npm package's programs can't do. `directory` must exist and be
 * empty and theirs. The system's `tar` unpacks: beside our process, so
 * that watching the store does not suffer.
 *
 * @throws the server's error; EnvironmentError when unpacking fails; the signal's reason
 */
export async function baseBackup(login, directory, options) {
    const { user, environment, signal } = options;
    signal?.throwIfAborted();
    // `pg` passes it on to the server; its type knows only its other connection settings.
    const settings = { ...login, replication: 'true' };
    const client = new pg.Client(settings);
    // A lost connection rejects the query as well.
    client.on('error', () => undefined);
    const onAbort = () => {
        destroySocket(client);
    };
    signal?.addEventListener('abort', onAbort, { once: true });
    const unpack = spawn('tar', ['-x', '-f', '-'], {
        cwd: directory,
        env: { ...environment, PATH: process.env['PATH'] ?? '' },
        // A group of its own: Ctrl-C is ours to answer.
        detached: true,
        stdio: ['pipe', 'ignore', 'pipe'],
        ...user.as,
    });
    const unpacked = exitOf(unpack);
    // Whoever fails first, the copy or the unpacking, tells; the other's error adds nothing.
    unpacked.catch(() => undefined);
    if (unpack.pid !== undefined)
        setPriority(unpack.pid, UNPACK_NICE);
    try {
        await client.connect();
        const { connection } = client;
        unpack.stdin.on('drain', () => connection.stream.resume());
        connection.on('copyData', ({ chunk }) => {
            // Each message begins with its kind; `d` carries archive bytes (manual, BASE_BACKUP).
            if (chunk[0] !== 0x64)
                return;
            // A copy, since `pg` reads the next message into the same memory.
            if (!unpack.stdin.write(Buffer.from(chunk.subarray(1))))
                connection.stream.pause();
        });
        await Promise.race([
            client.query("BASE_BACKUP (LABEL 'ninefold', CHECKPOINT 'fast', WAL true, MANIFEST 'no')"),
            // Unpacking ends first only when it failed, on a full disk for example.
            unpacked,
        ]);
        unpack.stdin.end();
        await unpacked;
        signal?.throwIfAborted();
    }
    finally {
        signal?.removeEventListener('abort', onAbort);
        destroySocket(client);
        unpack.stdin.destroy();
        // Until it has ended it may still write where the next copy goes.
        await unpacked.catch(() => undefined);
    }
}
async function exitOf(unpack) {
    let complaint = '';
    unpack.stderr?.on('data', (chunk) => (complaint += chunk.toString()));
    unpack.stdin?.on('error', () => undefined);
    const code = await new Promise((resolve, reject) => {
        unpack.once('close', resolve);
        unpack.once('error', reject);
    }).catch((error) => {
        complaint = messageOf(error);
        return null;
    });
    if (code !== 0)
        throw new EnvironmentError(`can't unpack a base backup: ${complaint.trim()}`);
}
//# sourceMappingURL=base-backup.js.map