/**
 * `[redacted]` for user and password of every URL in a text. It takes rather too much than too
 * little: what stands between `://` and the last `@` without a space, when there is a `:` in it (a
 * password may hold any character), or no `/`, `?` or `#`. Linear in the length of the text.
 */
export function redactUrlCredentials(text) {
    return text.replaceAll(/\S+/g, (word) => {
        const from = word.indexOf('://') + 3;
        const at = word.lastIndexOf('@');
        if (from === 2 || at <= from)
            return word;
        const between = word.slice(from, at);
        return between.includes(':') || !/[/?#]/.test(between)
            ? `${word.slice(0, from)}[redacted]${word.slice(at)}`
            : word;
    });
}
export function hasUrlCredentials(text) {
    return redactUrlCredentials(text) !== text;
}
//# sourceMappingURL=url-credentials.js.map