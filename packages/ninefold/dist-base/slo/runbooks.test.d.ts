export {};
//# sourceMappingURL=runbooks.test.d.ts.map