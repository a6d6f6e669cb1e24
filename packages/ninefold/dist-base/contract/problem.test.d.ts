export {};
//# sourceMappingURL=problem.test.d.ts.map