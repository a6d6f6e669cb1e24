import type { Parsed } from './mistake.ts';
/** A JSON Schema pattern of what `parseRate` takes. */
export declare const ratePattern = "^[0-9]{1,15}(\\.[0-9]{1,15})?/(s|m|h)$";
/** The highest rate a contract may ask of one client process (operations per second). */
export declare const maxRatePerSecond = 20000;
/** Reads `200/s`, `600/m` or `3600/h` as a rate per second: above 0, at most 20,000. */
export declare function parseRate(value: unknown): Parsed<number>;
//# sourceMappingURL=rate.d.ts.map