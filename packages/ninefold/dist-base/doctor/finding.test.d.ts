export {};
//# sourceMappingURL=finding.test.d.ts.map