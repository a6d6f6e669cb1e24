export {};
//# sourceMappingURL=parse-stat.test.d.ts.map