import { readFileSync, readdirSync, readlinkSync } from 'node:fs';
/** Every pid of this host, zombies included. */
export function allPids() {
    return readdirSync('/proc').map(Number).filter(Number.isInteger);
}
/** All processes that are alive. A zombie is not: it runs no code and holds no file. */
export function liveProcesses() {
    return allPids()
        .map((pid) => processEntry(pid))
        .filter((entry) => entry !== undefined);
}
/** The process with this pid, or `undefined` when there is none or it is a zombie. */
export function processEntry(pid) {
    const stat = readQuietly(`/proc/${pid}/stat`);
    if (stat === undefined)
        return undefined;
    // The command's name stands in parentheses and may itself contain spaces and parentheses.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const state = fields[0] ?? '?';
    if (state === 'Z' || state === 'X')
        return undefined;
    return {
        pid,
        parentPid: Number(fields[1]),
        state,
        startTicks: Number(fields[19]),
    };
}
/** The processes below `rootPid` by parentage, `rootPid` itself included when it is alive. */
export function processTree(rootPid, table) {
    const childrenOf = new Map();
    let rootAlive = false;
    for (const { pid, parentPid } of table) {
        if (pid === rootPid)
            rootAlive = true;
        const siblings = childrenOf.get(parentPid);
        if (siblings)
            siblings.push(pid);
        else
            childrenOf.set(parentPid, [pid]);
    }
    const tree = rootAlive ? [rootPid] : [];
    const pending = [...(childrenOf.get(rootPid) ?? [])];
    for (let pid = pending.pop(); pid !== undefined; pid = pending.pop()) {
        tree.push(pid);
        pending.push(...(childrenOf.get(pid) ?? []));
    }
    return tree;
}
/** Whether the process, a zombie excepted, works in `directory` or below it. */
export function worksIn(pid, directory) {
    try {
        const cwd = readlinkSync(`/proc/${pid}/cwd`);
        return cwd === directory || cwd.startsWith(`${directory}/`);
    }
    catch {
        return false;
    }
}
/** Whether the process runs this program, named by its real path. */
export function runs(pid, program) {
    try {
        return readlinkSync(`/proc/${pid}/exe`) === program;
    }
    catch {
        return false;
    }
}
/** Whether the process was started with `NAME=value` in its environment. */
export function hasEnvironment(pid, assignment) {
    const environment = readQuietly(`/proc/${pid}/environ`);
    return environment !== undefined && `\0${environment}`.includes(`\0${assignment}\0`);
}
/** Proportional set size in bytes: shared pages are divided among those who share them. */
export function proportionalMemoryBytes(pid) {
    const rollup = readQuietly(`/proc/${pid}/smaps_rollup`);
    const kilobytes = rollup === undefined ? undefined : /^Pss:\s+(\d+) kB/m.exec(rollup)?.[1];
    return kilobytes === undefined ? 0 : Number(kilobytes) * 1024;
}
/** Files of /proc vanish with their process, and some belong to others: both mean "not ours". */
function readQuietly(path) {
    try {
        return readFileSync(path, 'latin1');
    }
    catch {
        return undefined;
    }
}
//# sourceMappingURL=process-table.js.map