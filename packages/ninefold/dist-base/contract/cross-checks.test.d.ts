export {};
//# sourceMappingURL=cross-checks.test.d.ts.map