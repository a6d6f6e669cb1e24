import { spawn, spawnSync } from 'node:child_process';
import { EnvironmentError, messageOf } from '../ports/errors.js';
/** What a program that has ended wrote, at most, as it goes into a message (characters). */
const MOST_TEXT = 2_000;
/**
 * Runs a program to its end and gives what it wrote to standard output.
 *
 * @throws EnvironmentError with what it said, when it can't be run or does not end with 0
 */
export async function runProgram(file, args, { input = '', environment, signal, withErrors = false } = {}) {
    const child = spawn(file, args, {
        stdio: ['pipe', 'pipe', 'pipe'],
        ...(environment ? { env: environment } : {}),
        ...(signal ? { signal } : {}),
    });
    let output = '';
    let errors = '';
    child.stdout.on('data', (chunk) => (output += chunk.toString()));
    child.stderr.on('data', (chunk) => (errors += chunk.toString()));
    child.stdin.on('error', () => undefined);
    child.stdin.end(input);
    const code = await new Promise((resolve, reject) => {
        child.once('error', (error) => {
            reject(new EnvironmentError(`can't run ${file}: ${messageOf(error)}`, { cause: error }));
        });
        child.once('close', resolve);
    });
    if (code !== 0)
        throw failed(file, args, code, errors || output);
    return withErrors ? output + errors : output;
}
/**
 * As `runProgram`, for what must have happened when this returns: a fault's instant is just before.
 *
 * @throws EnvironmentError as `runProgram` does
 */
export function runProgramNow(file, args, input = '') {
    const { status, stdout, stderr, error } = spawnSync(file, args, { input, encoding: 'utf8' });
    if (error) {
        throw new EnvironmentError(`can't run ${file}: ${messageOf(error)}`, { cause: error });
    }
    if (status !== 0)
        throw failed(file, args, status, stderr || stdout);
    return stdout;
}
function failed(file, args, code, text) {
    return new EnvironmentError(`${[file, ...args].join(' ')} failed (exit ${String(code)}): ${text.trim().slice(-MOST_TEXT)}`);
}
//# sourceMappingURL=run-program.js.map