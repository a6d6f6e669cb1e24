export {};
//# sourceMappingURL=line-formats.test.d.ts.map