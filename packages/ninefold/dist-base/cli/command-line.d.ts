import { type ParseArgsConfig, parseArgs } from 'node:util';
type Options = NonNullable<ParseArgsConfig['options']>;
/**
 * Reads a command's arguments.
 *
 * @throws BadInputError that names the mistake and the nearest option
 */
export declare function readArguments<T extends Options>(command: string, args: readonly string[], options: T, maxPositionals: number): {
    readonly values: ReturnType<typeof parseArgs<{
        options: T;
    }>>['values'];
    readonly positionals: readonly string[];
};
/** @throws BadInputError unless the text is a whole number in the range */
export declare function readWholeNumber(name: string, text: string, least: number, most: number): number;
export {};
//# sourceMappingURL=command-line.d.ts.map