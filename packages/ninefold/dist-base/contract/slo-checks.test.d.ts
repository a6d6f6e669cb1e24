export {};
//# sourceMappingURL=slo-checks.test.d.ts.map