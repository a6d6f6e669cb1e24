/**
 * The quantile of Student's distribution that 97.5 % lie below: the half width of a 95 % interval, in
 * standard errors. By the expansion in 1/degrees about the normal quantile (Abramowitz & Stegun
 * 26.7.5); off by less than 0.5 % from three degrees on.
 *
 * @param degrees of freedom, 3 or more
 */
export declare function studentT975(degrees: number): number;
//# sourceMappingURL=student-t.d.ts.map