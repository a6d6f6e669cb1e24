export {};
//# sourceMappingURL=decide.test.d.ts.map