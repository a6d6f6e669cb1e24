import type { TerminalOptions } from '../report/terminal.ts';
/** How to print to a stream: colours and width as its reader can take them. */
export declare function styleOf(stream: NodeJS.WriteStream): TerminalOptions;
/** Writes to standard output and waits until the reader has it: process.exit would cut a pipe. */
export declare function print(text: string): Promise<void>;
//# sourceMappingURL=output.d.ts.map