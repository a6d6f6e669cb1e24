export {};
//# sourceMappingURL=json-schema.test.d.ts.map