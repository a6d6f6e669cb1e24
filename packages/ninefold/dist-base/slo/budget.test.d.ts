export {};
//# sourceMappingURL=budget.test.d.ts.map