import type { Workload } from '../../audit/kubernetes.ts';
import type { Step } from '../../audit/part.ts';
/** `Deployment api`, as messages name it. */
export declare function nameOf({ kind, name }: {
    readonly kind: string;
    readonly name: string;
}): string;
export declare function isQuorum({ kind, name, containers }: Workload): boolean;
/** Whether an image keeps data that can't be made again. */
export declare function isDatabase(image: string): boolean;
/** Seconds in words: `90 s`, `5 min`. */
export declare function seconds(value: number): string;
export declare function percent(ratio: number): string;
/** Each string value in plain data, with its path; bounded by the data itself. */
export declare function texts(data: unknown, path?: readonly Step[]): Generator<{
    text: string;
    path: readonly Step[];
}>;
//# sourceMappingURL=words.d.ts.map