export {};
//# sourceMappingURL=retry-budget.test.d.ts.map