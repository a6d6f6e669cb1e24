import { systemClock } from '../clock/system-clock.js';
import { examine } from '../doctor/examine.js';
import { mendCommand } from '../doctor/finding.js';
import { readArguments } from './command-line.js';
import { print } from './output.js';
const MARKS = { ok: 'ok', missing: 'MISSING', limited: 'limited' };
/** `ninefold doctor`: what this machine can do, what is missing, and the one command that mends it. */
export async function doctorCommand(args) {
    const { values } = readArguments('doctor', args, { json: { type: 'boolean', default: false } }, 0);
    const findings = await examine(systemClock);
    const mend = mendCommand(findings, process.getuid?.() === 0);
    if (values.json) {
        await print(JSON.stringify({ complete: mend === undefined, findings, mend: mend ?? null }));
    }
    else {
        const width = Math.max(...findings.map(({ name }) => name.length));
        await print([
            ...findings.map(({ name, state, detail }) => `${MARKS[state].padEnd(8)} ${name.padEnd(width)}  ${detail}`),
            '',
            mend === undefined
                ? 'Nothing is missing.'
                : `One command installs what is missing:\n  ${mend}`,
        ].join('\n'));
    }
    return mend === undefined ? 0 : 3;
}
//# sourceMappingURL=doctor-command.js.map