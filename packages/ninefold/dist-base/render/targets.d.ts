import type { Target } from './rendered.ts';
/** What `ninefold render --target` knows, by name: a line here is all that a new target needs. */
export declare const targets: Readonly<Record<string, Target>>;
//# sourceMappingURL=targets.d.ts.map