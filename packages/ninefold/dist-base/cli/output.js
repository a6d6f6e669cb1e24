const DEFAULT_WIDTH = 100;
/** How to print to a stream: colours and width as its reader can take them. */
export function styleOf(stream) {
    const noColor = process.env['NO_COLOR'];
    return {
        // A pipe's isTTY is undefined, which picocolors would take for "decide yourself".
        color: Boolean(stream.isTTY) &&
            (noColor === undefined || noColor === '') &&
            process.env['TERM'] !== 'dumb',
        width: stream.isTTY ? stream.columns : DEFAULT_WIDTH,
    };
}
/** Writes to standard output and waits until the reader has it: process.exit would cut a pipe. */
export function print(text) {
    return new Promise((resolve) => {
        process.stdout.write(`${text}\n`, () => {
            resolve();
        });
    });
}
//# sourceMappingURL=output.js.map