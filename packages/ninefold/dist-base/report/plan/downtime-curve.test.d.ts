export {};
//# sourceMappingURL=downtime-curve.test.d.ts.map