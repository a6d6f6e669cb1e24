/** The JSON Schema (draft 7) of `ninefold.yaml`, by which editors complete, explain and check it. */
export declare function contractJsonSchema(): Record<string, unknown>;
//# sourceMappingURL=json-schema.d.ts.map