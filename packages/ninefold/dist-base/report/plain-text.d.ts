/**
 * Text from outside on one line: control characters (escape sequences of a terminal among them) and
 * characters that change the direction of writing become `�`, line breaks and tabs a space.
 */
export declare function plainText(text: string): string;
//# sourceMappingURL=plain-text.d.ts.map