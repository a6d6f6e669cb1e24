import type { Step } from './part.ts';
import type { Rule } from './rule.ts';
/**
 * Kubernetes' OpenAPI v3 schemas without their prose, as `kubernetes-schema.json` holds them. A type is
 * one word: `s`, `i`, `n`, `b` scalars; `q` a number or text; `*` anything; `[T` a list; `{T` a mapping;
 * `#7` the type with that index.
 */
export interface KubernetesSchema {
    /** The minor version it is of, such as `1.36`. */
    readonly version: string;
    /** `apps/v1 Deployment` to the index of its type. */
    readonly kinds: Readonly<Record<string, number>>;
    readonly types: readonly {
        readonly fields: Readonly<Record<string, string>>;
        readonly required?: readonly string[];
    }[];
}
/** @throws TypeError when the text is no such schema */
export declare function parseKubernetesSchema(text: string): KubernetesSchema;
/** One thing that the API server would refuse, or drop without a word. */
export interface SchemaMistake {
    readonly kind: 'unknown field' | 'wrong type' | 'missing field' | 'unknown kind';
    readonly path: readonly Step[];
    /** What is wrong, without a final period. */
    readonly message: string;
    /** What would be right. */
    readonly expected: string;
}
/**
 * Holds one object against the schemas, strictly: a field that is not known is a mistake. Objects of
 * custom resources, and of versions that Kubernetes has no more, are not judged.
 */
export declare function kubernetesMistakes(data: unknown, schema: KubernetesSchema): readonly SchemaMistake[];
/** The schemas as rules: V01 to V04. */
export declare function validationRules(schema: KubernetesSchema): readonly Rule[];
//# sourceMappingURL=kubernetes-validation.d.ts.map