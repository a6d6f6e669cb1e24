import { spawn } from 'node:child_process';
import { closeSync, openSync, realpathSync } from 'node:fs';
import { EnvironmentError, messageOf } from '../ports/errors.js';
import { endProcesses, signalProcess } from './end-processes.js';
import { allPids, hasEnvironment, liveProcesses, processTree, runs, worksIn, } from './process-table.js';
import { RUN_VARIABLE, recordMember } from './run-directory.js';
/** Names a member in the environment of everything it starts. */
const MEMBER_VARIABLE = 'NINEFOLD_MEMBER';
/**
 * Starts a member in a process group of its own, its output to a file.
 *
 * @throws EnvironmentError when the program can't be started, with the reason
 */
export async function startMember(command, clock) {
    const log = openSync(command.logFile, 'a', 0o600);
    const stdio = command.ipc ? ['ignore', log, log, 'ipc'] : ['ignore', log, log];
    let child;
    try {
        child = spawn(command.file, command.args, {
            cwd: command.cwd,
            env: {
                ...command.environment,
                [RUN_VARIABLE]: command.runDirectory,
                [MEMBER_VARIABLE]: command.member,
            },
            stdio,
            detached: true,
            ...command.as,
        });
    }
    catch (error) {
        // Some mistakes Node tells at once, such as a path that leads through a file.
        throw cannotStart(command, error);
    }
    finally {
        closeSync(log);
    }
    let exit;
    const exited = new Promise((resolve) => {
        child.once('exit', (code, signal) => {
            exit = { code, signal };
            resolve(exit);
        });
    });
    await new Promise((resolve, reject) => {
        child.once('spawn', resolve);
        child.once('error', (error) => {
            reject(new EnvironmentError(`can't start ${command.member}: ${messageOf(error)}`, {
                cause: error,
            }));
        });
    });
    const pid = child.pid;
    if (pid === undefined)
        throw new EnvironmentError(`can't start ${command.member}: no pid`);
    const { ownDirectory, hides } = command;
    const program = ownDirectory === undefined ? command.file : realpathSync(command.file);
    try {
        recordMember(command.runDirectory, pid, program);
        // So that the keeper knows them too.
        for (const hidden of hides?.programs ?? [])
            recordMember(command.runDirectory, pid, hidden);
    }
    catch (error) {
        // Nobody would know of it: a full disk, most likely.
        signalProcess(pid, 'SIGKILL');
        throw cannotStart(command, error);
    }
    const runMark = `${RUN_VARIABLE}=${command.runDirectory}`;
    const memberMark = `${MEMBER_VARIABLE}=${command.member}`;
    const pids = () => {
        // By directory and program: PostgreSQL writes its titles over its environment.
        if (ownDirectory !== undefined) {
            return allPids().filter((each) => worksIn(each, ownDirectory) && runs(each, program));
        }
        const table = liveProcesses();
        const found = new Set(exit ? [] : processTree(pid, table));
        for (const { pid: each } of hides ? table : []) {
            if (hides?.programs.some((one) => runs(each, one)) && worksIn(each, hides.directory)) {
                found.add(each);
            }
        }
        // By environment: a program may leave its parents.
        for (const { pid: each } of table) {
            if (found.has(each))
                continue;
            if (hasEnvironment(each, runMark) && hasEnvironment(each, memberMark))
                found.add(each);
        }
        return [...found];
    };
    return {
        member: command.member,
        pid,
        logFile: command.logFile,
        child,
        exited,
        hasExited: () => exit !== undefined,
        pids,
        signal: (signal) => {
            if (!exit)
                signalProcess(pid, signal);
        },
        kill: async () => {
            const known = exit ? [] : [pid];
            await endProcesses(command.member, pids, { clock, withinMs: 5_000, known });
            await exited;
        },
        freeze: () => {
            for (const each of pids())
                signalProcess(each, 'SIGSTOP');
        },
        thaw: () => {
            for (const each of pids())
                signalProcess(each, 'SIGCONT');
        },
    };
}
function cannotStart({ member, file }, error) {
    return new EnvironmentError(`can't start ${member} (${file}): ${messageOf(error)}`, {
        cause: error,
    });
}
//# sourceMappingURL=member-process.js.map