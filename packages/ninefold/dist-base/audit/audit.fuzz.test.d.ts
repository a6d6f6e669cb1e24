export {};
//# sourceMappingURL=audit.fuzz.test.d.ts.map