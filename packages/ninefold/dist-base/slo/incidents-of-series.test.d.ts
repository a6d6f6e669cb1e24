export {};
//# sourceMappingURL=incidents-of-series.test.d.ts.map