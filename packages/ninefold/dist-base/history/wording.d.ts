/** A duration for people: `0 ms`, `4.2 ms`, `366 ms`, `1.25 s`, `21.6 min`, `720 h`, `30 d`. */
export declare function duration(ms: number): string;
/**
 * A ratio in percent with as many digits as its distance from 0 and 1 needs. It is cut, never
 * rounded up, so that 99.996 % does not read as 100 %; a bound from above is rounded `up` instead.
 */
export declare function percent(ratio: number, towards?: 'down' | 'up'): string;
/** `1,500` */
export declare function count(n: number): string;
/** `1 trial`, `3 trials` */
export declare function counted(n: number, singular: string, plural?: string): string;
//# sourceMappingURL=wording.d.ts.map