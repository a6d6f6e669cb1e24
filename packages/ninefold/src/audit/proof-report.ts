import { field, listOf, textOf } from './part.ts';

/** What a report.json of `ninefold prove` shows, as far as the checklist asks. */
export interface ProofReport {
  readonly file: string;
  /** ISO 8601. */
  readonly startedAt: string;
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
  const faults = field(data, 'verdict', 'faults');
  if (startedAt === undefined || field(data, 'schemaVersion') !== 1 || !Array.isArray(faults))
    return undefined;
  return {
    file,
    startedAt,
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
