export {};
//# sourceMappingURL=slo.test.d.ts.map