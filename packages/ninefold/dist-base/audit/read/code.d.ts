import type { Part } from '../../audit/part.ts';
import type { Lines } from './lines.ts';
/** A call or a decorator with arguments by name, as Python writes them. */
export interface CodeCall {
    readonly name: string;
    /** The function it decorates, or that it stands in. */
    readonly within: string;
    readonly isDecorator: boolean;
    /** Numbers are numbers; anything else is text as it is written. */
    readonly args: Readonly<Record<string, string | number>>;
}
/** Kafka clients configured in Java: `props.put("acks", "all")`. */
export declare function readJava(file: string, text: string, lines: Lines): Part | undefined;
/** What Python says of its calls: decorators for retries, breakers and bulkheads, and requests. */
export declare function readPython(file: string, text: string, lines: Lines): Part | undefined;
//# sourceMappingURL=code.d.ts.map