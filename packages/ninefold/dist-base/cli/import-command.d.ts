import type { ExitCode } from './exit-code.ts';
/** `ninefold import openslo FILE`: SLOs of others, as the section `slo:` of a contract. */
export declare function importCommand(args: readonly string[]): Promise<ExitCode>;
//# sourceMappingURL=import-command.d.ts.map