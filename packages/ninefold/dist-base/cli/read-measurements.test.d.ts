export {};
//# sourceMappingURL=read-measurements.test.d.ts.map