import { createInterface } from 'node:readline/promises';

import { seededRandom } from '../clock/random.ts';
import type { AttachSpec } from '../contract/attach.ts';
import type { Contract } from '../contract/contract.ts';
import { nearestName } from '../contract/nearest-name.ts';
import { BadInputError } from '../ports/errors.ts';
import { type AttachPlan, renderAttachPlan } from '../report/attach-plan.ts';
import { type ClientAccess, clientAccess } from '../topology/attached/access.ts';
import { planAttached } from '../topology/attached/plan-attached.ts';

/** What the command line says of an attached proof. */
export interface AttachFlags {
  readonly attach: boolean;
  readonly 'dry-run': boolean;
  readonly yes: boolean;
  readonly fault?: readonly string[] | undefined;
}

/**
 * The contract with the faults of `attach:` in place of those of `proof:`.
 *
 * @throws BadInputError when there is no such section, or a fault is asked for that it has not
 */
export function attachedContract(
  contract: Contract,
  wanted: readonly string[] | undefined,
): Contract & { readonly attach: AttachSpec } {
  const { attach } = contract;
  if (!attach) {
    throw new BadInputError(
      'the contract has no attach: section, which names the members, the clients, and how each fault is injected and healed; see docs/attach.md',
    );
  }
  const known = attach.faults.map(({ fault }) => fault);
  const sentences = known.map(({ sentence }) => sentence);
  const faults = wanted?.map((sentence) => {
    const fault = known.find((one) => one.sentence === sentence.trim());
    if (fault) return fault;
    const near = nearestName(sentence, sentences);
    const meant = near === undefined ? `one of ${sentences.join('; ')}` : `did you mean "${near}"?`;
    throw new BadInputError(`--fault "${sentence}": attach.faults has no such fault; ${meant}`);
  });
  return { ...contract, attach, proof: { ...contract.proof, faults: faults ?? known } };
}

/** @throws BadInputError for flags that do not go together, or when nobody could be asked */
export function checkAttachFlags(flags: AttachFlags, isTerminal: boolean): void {
  if (!flags.attach) {
    const stray = flags['dry-run'] ? '--dry-run' : flags.yes ? '--yes' : undefined;
    if (stray === undefined) return;
    throw new BadInputError(
      `${stray} is for prove --attach; what Ninefold boots itself is its own`,
    );
  }
  if (flags['dry-run'] || flags.yes || isTerminal) return;
  throw new BadInputError(
    'prove --attach breaks a cluster that people may depend on: nothing was touched. See what it would do with --dry-run, then say --yes',
  );
}

/** Questions that change nothing, and their answers as a plan. */
export async function askAttached(
  contract: Contract & { readonly attach: AttachSpec },
): Promise<{ readonly plan: AttachPlan; readonly access: ClientAccess }> {
  const access = clientAccess(contract.attach, process.env);
  const random = seededRandom(contract.proof.seed);
  return { plan: await planAttached(contract, contract.attach, access, random), access };
}

/**
 * Shows the plan and waits for the service's name to be typed.
 *
 * @throws BadInputError when it is not; the signal's reason
 */
export async function confirm(plan: AttachPlan, signal: AbortSignal): Promise<void> {
  process.stderr.write(`${renderAttachPlan(plan)}\n\n`);
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    const typed = await terminal.question(`Type ${plan.service} to go on: `, { signal });
    if (typed.trim() === plan.service) return;
    throw new BadInputError('not confirmed; nothing was touched');
  } finally {
    terminal.close();
  }
}

/** The environment of the commands that inject and heal: ours, without the clients' secrets. */
export function commandEnvironment({
  variables,
}: ClientAccess): Readonly<Record<string, string | undefined>> {
  return Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !variables.includes(name)),
  );
}
