#!/usr/bin/env node
import { nearestName } from '../contract/nearest-name.ts';
import { BadInputError } from '../ports/errors.ts';
import { type ExitCode, describeError, exitCodeOf } from './exit-code.ts';
import { print } from './output.ts';
import { version } from './version.ts';

const HELP = `ninefold: availability you can prove

  ninefold init [folder]      write a commented ninefold.yaml
  ninefold plan [contract]    whether the design can keep its promise, and why not
      --set PATH=VALUE        as if the contract said so, e.g. stores.orders.members=5
      --from REPORT           a report.json of prove: measured recovery times
      --report FOLDER         plan.html and plan.json go there
  ninefold prove [contract]   boot it, break it under load, rule on the promise
      --fault SENTENCE        only this fault, e.g. "kill store primary" (repeatable)
      --trials N              trials of each fault
      --seed N                seed of every choice by chance
      --report FOLDER         where report.html, report.json and junit.xml go
                              (default: ninefold-report), with the members' logs
      --attach                a cluster that is there already, by the contract's attach:
                              section; asks first, heals whatever happens
      --dry-run, --yes        only say what would be done; do it without asking
  ninefold render [contract]  configuration for real engines, from the promise
      --target NAME           patroni, haproxy, keepalived, systemd, kafka, kubernetes,
                              prometheus, alertmanager, grafana or openslo
      --out FOLDER            write it there, a folder a host; else it is printed
  ninefold import openslo FILE    the slo: section of a contract, from OpenSLO v1
  ninefold status [contract]  what is left of each error budget, and how fast it goes,
                              in the ninefold up that runs here; or
      --prometheus URL        in production; --watch 10s asks again and again
      --report FILE           what a past proof (report.json) would have spent
  ninefold postmortem [contract]  a blameless draft of the costliest incident
      --report FILE           of a past proof; or, in production:
      --prometheus URL --alertmanager URL --from 2026-01-31T08:00:00Z --to ...
      --out FOLDER            (default: ninefold-postmortem)
  ninefold audit PATHS...     what configuration that is there costs in availability;
                              - reads standard input, such as of helm template
      --cluster               instead of PATHS a live API server, by kubeconfig, only read;
                              --kubeconfig FILE, --context, --namespace NAME
      --contract, --topology FILE   facts: the promise; nodes, zones, peak load
      --severity LEVEL        exit with 1 from critical, high, medium (default) or low
      --checklist             the twenty-four items, each with its evidence
      --proof FILE            a report.json of prove, as evidence (repeatable)
      --format NAME           terminal, json, sarif, junit, markdown, html or badge
      --fix                   make the changes that are safe
      --baseline FILE, --write-baseline FILE, --rules MODULE
  ninefold doctor             what this machine can do, what is missing, and the
                              one command that mends it
  ninefold nines 99.95%       what an availability allows, in minutes; or from
      --mtbf 720h --mttr 30m  how often it fails, and for how long
  ninefold capacity [contract]
      --service-time 40ms     replicas for the promised latency, with one zone lost;
      --workers N, --rate R   requests served at once by one, and the load to carry
      --measurements CSV      how it scales, and when load outgrows it; or from
      --prometheus URL        with --throughput QUERY, --concurrency QUERY, --days N
  ninefold up [contract]      keep it running, failing over for real, until Ctrl-C

  --json      machine-readable output on standard output
  --help, --version

The contract is ./ninefold.yaml unless named; a folder means the one in it.
Exit codes: 0 kept, 1 broken, 2 bad input, 3 the environment failed.`;

type Command = (args: readonly string[]) => Promise<ExitCode>;

/** Each loads what it needs once it is asked for: to load them all takes longer than most commands. */
const COMMANDS: Readonly<Record<string, () => Promise<Command>>> = {
  audit: async () => (await import('./audit-command.ts')).auditCommand,
  capacity: async () => (await import('./capacity-command.ts')).capacityCommand,
  doctor: async () => (await import('./doctor-command.ts')).doctorCommand,
  import: async () => (await import('./import-command.ts')).importCommand,
  init: async () => (await import('./init-command.ts')).initCommand,
  nines: async () => (await import('./nines-command.ts')).ninesCommand,
  plan: async () => (await import('./plan-command.ts')).planCommand,
  postmortem: async () => (await import('./postmortem-command.ts')).postmortemCommand,
  prove: async () => (await import('./prove-command.ts')).proveCommand,
  render: async () => (await import('./render-command.ts')).renderCommand,
  status: async () => (await import('./status-command.ts')).statusCommand,
  up: async () => (await import('./up-command.ts')).upCommand,
};

async function main([name, ...args]: readonly string[]): Promise<ExitCode> {
  if (name === '--version') {
    await print(version());
    return 0;
  }
  if (
    name === undefined ||
    name === '--help' ||
    name === '-h' ||
    name === 'help' ||
    args.includes('--help')
  ) {
    await print(HELP);
    return name === undefined ? 2 : 0;
  }
  const load = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (load !== undefined) {
    const command = await load();
    return command(args);
  }
  const nearest = nearestName(name, Object.keys(COMMANDS));
  throw new BadInputError(
    `there is no command "${name}"; ${nearest ? `did you mean ${nearest}?` : 'see ninefold --help'}`,
  );
}

// A reader that went away (`ninefold prove | head`) is no reason to leave members running.
process.stdout.on('error', () => undefined);
process.stderr.on('error', () => undefined);
// Node would exit with 1, which means that a promise was broken.
process.on('uncaughtException', (error) => {
  process.stderr.write(`${describeError(error)}\n`);
  process.exit(3);
});
try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  process.stderr.write(`${describeError(error)}\n`);
  process.exitCode = exitCodeOf(error);
}
