/** A text of lines, each ended; absent lines (`undefined`) are left out. */
export declare function lines(...parts: readonly (string | undefined | readonly string[])[]): string;
/** Lines moved to the right. */
export declare function indent(by: number, parts: readonly string[]): string[];
/** A text as YAML writes it on one line: plain where that can't be read as anything else. */
export declare function yamlText(text: string): string;
/** An address and a port: an IPv6 address stands in brackets. */
export declare function hostPort(address: string, port: number): string;
/** An argument as a POSIX shell reads it. */
export declare function shellWord(text: string): string;
//# sourceMappingURL=config-text.d.ts.map