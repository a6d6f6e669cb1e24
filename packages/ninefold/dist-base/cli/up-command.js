import { randomInt } from 'node:crypto';
import { systemClock } from '../clock/system-clock.js';
import { seededRandom } from '../clock/random.js';
import { renderPlainLine } from '../report/progress/render-progress.js';
import { bootTopology } from '../topology/topology.js';
import { readArguments } from './command-line.js';
import { interruption } from './interruption.js';
import { print } from './output.js';
import { readContract } from './read-contract.js';
/** `ninefold up [contract]`: keeps the topology running, failing over for real, until Ctrl-C. */
export async function upCommand(args) {
    const { values, positionals } = readArguments('up', args, { json: { type: 'boolean', default: false } }, 1);
    const { contract, directory } = readContract(positionals[0]);
    const asked = interruption();
    const failing = new AbortController();
    const signal = AbortSignal.any([asked, failing.signal]);
    const startMs = systemClock.monotonicMs();
    const topology = await bootTopology({
        contract,
        directory,
        linked: false,
        bounded: false,
        clock: systemClock,
        random: seededRandom(randomInt(0xffffffff)),
        onEvent: (event) => {
            const line = values.json ? JSON.stringify(event) : renderPlainLine(event, startMs);
            process.stderr.write(`${line}\n`);
        },
        onFailure: (error) => {
            failing.abort(error);
        },
        signal,
    });
    try {
        const members = topology.members.map((member) => ({
            name: member.name,
            pid: member.process()?.pid,
            log: member.process()?.logFile,
        }));
        if (values.json) {
            await print(JSON.stringify({ service: contract.service, urls: topology.baseUrls, members }));
        }
        else {
            await print([
                `${contract.service} is up${topology.baseUrls.length > 0 ? ` at ${topology.baseUrls.join(' and ')}` : ''}`,
                ...contract.stores.map(({ name }) => {
                    const { host, username, pathname } = new URL(topology.storeUrl(name));
                    // Without its password: that is in the environment of the app alone.
                    return `  ${name}  leads to its primary: ${username}@${host}${pathname}`;
                }),
                ...members.map(({ name, pid, log }) => `  ${name}  pid ${pid ?? '-'}  log ${log ?? '-'}`),
                'Kill any of them and see it mended. Ctrl-C ends all.',
            ].join('\n'));
        }
        await new Promise((resolve) => {
            if (signal.aborted)
                resolve();
            signal.addEventListener('abort', () => {
                resolve();
            });
            // The keeper's pipe alone does not keep Node running.
            const heartbeat = setInterval(() => undefined, 60_000);
            signal.addEventListener('abort', () => {
                clearInterval(heartbeat);
            });
        });
        if (!asked.aborted)
            signal.throwIfAborted();
        return 0;
    }
    finally {
        await topology.close();
    }
}
//# sourceMappingURL=up-command.js.map