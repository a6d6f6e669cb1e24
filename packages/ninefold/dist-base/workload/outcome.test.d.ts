export {};
//# sourceMappingURL=outcome.test.d.ts.map