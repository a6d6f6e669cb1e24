export {};
//# sourceMappingURL=forecast.test.d.ts.map