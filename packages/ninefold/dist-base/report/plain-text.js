/**
 * Text from outside on one line: control characters (escape sequences of a terminal among them) and
 * characters that change the direction of writing become `�`, line breaks and tabs a space.
 */
export function plainText(text) {
    return (text
        .replaceAll(/[\t\n\r]+/g, ' ')
        // oxlint-disable-next-line no-control-regex
        .replaceAll(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g, '�'));
}
//# sourceMappingURL=plain-text.js.map