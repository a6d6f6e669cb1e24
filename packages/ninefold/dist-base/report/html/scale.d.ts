/** Maps a value to a position in a picture. */
export type Scale = (value: number) => number;
/** @param domain two values, mapped to the two positions of `range`; equal ones map to its middle */
export declare function linearScale(domain: readonly [number, number], range: readonly [number, number]): Scale;
/** As {@link linearScale} by the logarithm; values outside the domain are put at its ends. */
export declare function logScale(domain: readonly [number, number], range: readonly [number, number]): Scale;
/** Round values between `from` and `to`, about `wanted` of them; 0 is one if it lies between. */
export declare function ticks(from: number, to: number, wanted: number): number[];
/** A coordinate with one decimal: a tenth of a pixel is not seen, and the file stays small. */
export declare function px(position: number): string;
//# sourceMappingURL=scale.d.ts.map