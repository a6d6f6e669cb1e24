/** Told of mistakes in code that guards call back: a listener or a predicate that throws. */
export type ProblemReporter = (error: unknown) => void;

const toConsole: ProblemReporter = (error) => {
  // oxlint-disable-next-line no-console -- the last resort, and `onProblem` replaces it
  console.error('resilience:', error);
};

let reporter: ProblemReporter = toConsole;

/**
 * Sends the errors of throwing listeners and predicates to `report` in place of the console. They
 * never change a call's outcome, so they need somewhere to be seen.
 */
export function onProblem(report: ProblemReporter | undefined): void {
  reporter = report
    ? (error) => {
        try {
          report(error);
        } catch {
          toConsole(error);
        }
      }
    : toConsole;
}

/** Asks a caller's predicate; `otherwise` when it throws, and the error is reported. */
export function ask<S, T>(predicate: (subject: S) => T, subject: S, otherwise: T): T {
  try {
    return predicate(subject);
  } catch (error) {
    reporter(error);
    return otherwise;
  }
}
