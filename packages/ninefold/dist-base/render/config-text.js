/** A text of lines, each ended; absent lines (`undefined`) are left out. */
export function lines(...parts) {
    return `${parts
        .flat()
        .filter((part) => part !== undefined)
        .join('\n')}\n`;
}
/** Lines moved to the right. */
export function indent(by, parts) {
    return parts.map((part) => (part === '' ? part : `${' '.repeat(by)}${part}`));
}
/** A text as YAML writes it on one line: plain where that can't be read as anything else. */
export function yamlText(text) {
    const isPlain = /^[A-Za-z_/][\w/.-]*$/.test(text) && !/^(?:y|n|yes|no|on|off|true|false|null)$/i.test(text);
    return isPlain ? text : JSON.stringify(text);
}
/** An address and a port: an IPv6 address stands in brackets. */
export function hostPort(address, port) {
    return address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`;
}
/** An argument as a POSIX shell reads it. */
export function shellWord(text) {
    return /^[\w./:@%+=,-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}
//# sourceMappingURL=config-text.js.map