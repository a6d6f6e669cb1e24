import { appendFileSync } from 'node:fs';
import { createInterface } from 'node:readline';

import { systemClock } from '../../clock/system-clock.ts';
import { messageOf } from '../../ports/errors.ts';
import { INJECTION_VARIABLE } from './end-injection.ts';
import { type GuardedFault, createFaultGuard } from './fault-guard.ts';
import type { GuardReply, GuardRequest } from './guard-messages.ts';
import { runLimited } from './run-limited.ts';

/*
 * The guard's process: it runs the commands that break an attached cluster and those that heal it.
 * When its standard input ends, the run has ended in whatever way, SIGKILL included: what is broken
 * then is healed here. It lives in a session of its own, so that Ctrl-C does not reach it.
 */
const [logFile] = process.argv.slice(2);
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => undefined);
// Who read them may be gone.
process.stdout.on('error', () => undefined);
process.stderr.on('error', () => undefined);

/** Of the fault's command, not of the one that heals: that may start what is to stay. */
let injection: string | undefined;
const guard = createFaultGuard({
  run: (command) =>
    command === broken?.inject
      ? runLimited(command, {
          directory: process.cwd(),
          environment: { ...process.env, [INJECTION_VARIABLE]: injection },
        })
      : runLimited(command),
  clock: systemClock,
  onRun: log,
});
let broken: GuardedFault | undefined;

function log(line: string): void {
  if (logFile === undefined) return;
  try {
    appendFileSync(logFile, `${new Date(systemClock.wallMs()).toISOString()} ${line}\n`);
  } catch {
    // A full disk must not keep a fault from being healed.
  }
}

function reply(answer: GuardReply): void {
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}

async function handle(request: GuardRequest): Promise<void> {
  if (request.kind === 'inject') {
    ({ fault: broken, injection } = request);
    try {
      await guard.inject(request.fault);
      reply({ kind: 'injected' });
    } catch (error) {
      reply({ kind: 'not-injected', message: messageOf(error) });
    }
    return;
  }
  try {
    await guard.heal();
    broken = undefined;
    reply({ kind: 'healed' });
  } catch (error) {
    reply({ kind: 'not-healed', message: messageOf(error) });
  }
}

for await (const line of createInterface({ input: process.stdin })) {
  void handle(JSON.parse(line) as GuardRequest);
}
if (broken) {
  const { sentence, member } = broken;
  tell(`"${sentence}" is still in force while ninefold ends; healing ${member}`);
  try {
    await guard.heal();
    tell(`${member} is healed`);
  } catch (error) {
    tell(messageOf(error));
    reply({ kind: 'not-healed', message: messageOf(error) });
    process.exit(1);
  }
}
process.exit(0);

function tell(text: string): void {
  log(text);
  process.stderr.write(`ninefold: ${text}\n`);
}
