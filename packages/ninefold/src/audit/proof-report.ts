import type { Contract } from '../contract/contract.ts';
import { parseContract } from '../contract/parse-contract.ts';
import { redactContract } from '../report/redact-contract.ts';
import { civilDays } from './civil-days.ts';
import { field, listOf, textOf } from './part.ts';

/** What a report.json of `ninefold prove` shows, as far as the checklist asks. */
export interface ProofReport {
  readonly file: string;
  /** ISO 8601. */
  readonly startedAt: string;
  /** The text of the contract that was proved, without its secrets. */
  readonly contract: string;
  /** Why it is no evidence here, such as its age; absent: it is. */
  readonly flaw?: string;
  readonly faults: readonly {
    readonly fault: string;
    readonly rows: readonly {
      readonly name: string;
      readonly title: string;
      readonly ruling: string;
      readonly measured: string;
    }[];
  }[];
}

/** Reads a report; undefined when it is none, or of another version. */
export function parseProof(file: string, text: string): ProofReport | undefined {
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch {
    return undefined;
  }
  const startedAt = textOf(field(data, 'startedAt'));
  const contract = textOf(field(data, 'contract'));
  const faults = field(data, 'verdict', 'faults');
  if (
    startedAt === undefined ||
    contract === undefined ||
    field(data, 'schemaVersion') !== 1 ||
    !Array.isArray(faults)
  )
    return undefined;
  return {
    file,
    startedAt,
    contract,
    faults: listOf(faults).map((one) => ({
      fault: textOf(field(one, 'fault')) ?? '',
      rows: listOf(field(one, 'rows')).map((row) => ({
        name: textOf(field(row, 'name')) ?? '',
        title: textOf(field(row, 'title')) ?? '',
        ruling: textOf(field(row, 'ruling')) ?? '',
        measured: textOf(field(row, 'measured')) ?? '',
      })),
    })),
  };
}

/** A report older than this shows no more how things are. */
const freshDays = 30;

/**
 * The report with its flaw: it is evidence only for the contract that is audited against, whatever its
 * faults and its comments, and for 30 days.
 *
 * @param contractText the contract as its author wrote it; absent: none is known
 * @param today a day, `2026-11-24`
 */
export function judgedProof(
  proof: ProofReport,
  contractText: string | undefined,
  today: string,
): ProofReport {
  const flaw = ageFlaw(proof, today) ?? contractFlaw(proof, contractText);
  return flaw === undefined ? proof : { ...proof, flaw };
}

function ageFlaw({ startedAt }: ProofReport, today: string): string | undefined {
  const day = startedAt.slice(0, 10);
  const age = civilDays(today) - civilDays(day);
  if (age < 0 || Number.isNaN(age)) return `it is of ${day}, which is not over`;
  return age > freshDays
    ? `it is of ${day}, ${age} days old; expected ${freshDays} at most`
    : undefined;
}

function contractFlaw(proof: ProofReport, contractText: string | undefined): string | undefined {
  if (contractText === undefined)
    return 'which contract it must be of is not known; give --contract';
  const [proved, audited] = [contractOf(proof.contract), contractOf(redactContract(contractText))];
  if (proved === undefined) return 'the contract in it can not be read by this version';
  if (audited === undefined) return 'the contract can not be read';
  if (proved.service !== audited.service)
    return `it is of the service ${proved.service}, not ${audited.service}`;
  return promised(proved) === promised(audited)
    ? undefined
    : `it is of another contract of ${audited.service}: prove this one`;
}

function contractOf(text: string): Contract | undefined {
  const parsed = parseContract(text, 'ninefold.yaml');
  return parsed.ok ? parsed.contract : undefined;
}

/** All that a contract says but for how it is proved, what it costs, and what plan assumes. */
function promised({ proof: _how, prices: _costs, assumptions: _plan, ...rest }: Contract): string {
  return JSON.stringify(rest);
}
