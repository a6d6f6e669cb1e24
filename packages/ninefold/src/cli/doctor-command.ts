import { systemClock } from '../clock/system-clock.ts';
import { examine } from '../doctor/examine.ts';
import { mendCommand } from '../doctor/finding.ts';
import { readArguments } from './command-line.ts';
import type { ExitCode } from './exit-code.ts';
import { print } from './output.ts';

const MARKS = { ok: 'ok', missing: 'MISSING', limited: 'limited' } as const;

/** `ninefold doctor`: what this machine can do, what is missing, and the one command that mends it. */
export async function doctorCommand(args: readonly string[]): Promise<ExitCode> {
  const { values } = readArguments(
    'doctor',
    args,
    { json: { type: 'boolean', default: false } },
    0,
  );
  const findings = await examine(systemClock);
  const mend = mendCommand(findings, process.getuid?.() === 0);
  if (values.json) {
    await print(JSON.stringify({ complete: mend === undefined, findings, mend: mend ?? null }));
  } else {
    const width = Math.max(...findings.map(({ name }) => name.length));
    await print(
      [
        ...findings.map(
          ({ name, state, detail }) => `${MARKS[state].padEnd(8)} ${name.padEnd(width)}  ${detail}`,
        ),
        '',
        mend === undefined
          ? 'Nothing is missing.'
          : `One command installs what is missing:\n  ${mend}`,
      ].join('\n'),
    );
  }
  return mend === undefined ? 0 : 3;
}
