/** A setting and why it has its value: `undefined` where the key says enough. */
export type Setting = readonly [key: string, value: string | number | boolean, why?: string];
/**
 * Settings as Java reads properties: one a line, a comment of a line or more above. Values are ASCII without leading
 * blanks, as the contract's patterns see to; a backslash would need another.
 */
export declare function propertiesText(heading: readonly string[], settings: readonly Setting[]): string;
//# sourceMappingURL=properties.d.ts.map