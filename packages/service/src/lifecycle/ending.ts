/** Something that was started and must be ended: background work, a store. */
export interface Ending {
  readonly name: string;
  readonly end: () => unknown;
}

export interface EndingReport {
  /** Being ended now, if any is. */
  current: string | undefined;
  failed: boolean;
}

/**
 * Ends all, one after the other, the last started first, so that work ends before the store it
 * uses. One that throws is told to `failed` and stops no other.
 */
export async function endAll(
  started: readonly Ending[],
  report: EndingReport,
  failed: (name: string, error: unknown) => void,
): Promise<void> {
  for (const { name, end } of started.toReversed()) {
    report.current = name;
    try {
      await end();
    } catch (error) {
      report.failed = true;
      failed(name, error);
    }
  }
  report.current = undefined;
}
