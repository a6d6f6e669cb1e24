import type { ExitCode } from './exit-code.ts';
/** `ninefold nines 99.95%` and `ninefold nines --mtbf 720h --mttr 30m`: what it allows, at a glance. */
export declare function ninesCommand(args: readonly string[]): Promise<ExitCode>;
//# sourceMappingURL=nines-command.d.ts.map