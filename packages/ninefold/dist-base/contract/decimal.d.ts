/**
 * A non-negative number in plain decimal digits, without an exponent, moved by `places` powers of
 * ten. Works on the digits, so that 0.9995 moved by 2 is exactly `99.95`.
 */
export declare function decimalText(value: number, places?: number): string;
/** `12.5ms` as its amount and its unit; undefined when it does not begin with digits. */
export declare function splitQuantity(text: string): {
    amount: string;
    unit: string;
} | undefined;
//# sourceMappingURL=decimal.d.ts.map