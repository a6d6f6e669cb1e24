export {};
//# sourceMappingURL=openslo.test.d.ts.map