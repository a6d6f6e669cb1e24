export {};
//# sourceMappingURL=shared-memory.test.d.ts.map