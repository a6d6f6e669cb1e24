export {};
//# sourceMappingURL=mutants.test.d.ts.map