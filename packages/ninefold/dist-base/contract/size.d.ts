import type { Parsed } from './mistake.ts';
/** Reads `500B`, `64KB` (powers of 1000) or `1MiB` (powers of 1024) as whole bytes. */
export declare function parseSize(value: unknown): Parsed<number>;
/** Reads `64KB/s` or `1MiB/s` as whole bytes per second, above 0. */
export declare function parseBandwidth(value: unknown): Parsed<number>;
//# sourceMappingURL=size.d.ts.map