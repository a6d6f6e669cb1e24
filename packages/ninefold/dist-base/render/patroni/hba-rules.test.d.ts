export {};
//# sourceMappingURL=hba-rules.test.d.ts.map