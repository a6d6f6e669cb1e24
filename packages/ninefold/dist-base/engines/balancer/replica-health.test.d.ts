export {};
//# sourceMappingURL=replica-health.test.d.ts.map