export {};
//# sourceMappingURL=planning-checks.test.d.ts.map