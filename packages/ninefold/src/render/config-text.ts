/** A text of lines, each ended; absent lines (`undefined`) are left out. */
export function lines(...parts: readonly (string | undefined | readonly string[])[]): string {
  return `${parts
    .flat()
    .filter((part) => part !== undefined)
    .join('\n')}\n`;
}

/** Lines moved to the right. */
export function indent(by: number, parts: readonly string[]): string[] {
  return parts.map((part) => (part === '' ? part : `${' '.repeat(by)}${part}`));
}

/** A text as YAML writes it on one line: plain where that can't be read as anything else. */
export function yamlText(text: string): string {
  const isPlain =
    /^[A-Za-z_/][\w/.-]*$/.test(text) && !/^(?:y|n|yes|no|on|off|true|false|null)$/i.test(text);
  return isPlain ? text : JSON.stringify(text);
}

/** An address and a port: an IPv6 address stands in brackets. */
export function hostPort(address: string, port: number): string {
  return address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`;
}

/** An argument as a POSIX shell reads it. */
export function shellWord(text: string): string {
  return /^[\w./:@%+=,-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}
