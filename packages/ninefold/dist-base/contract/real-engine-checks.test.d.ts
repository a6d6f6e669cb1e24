export {};
//# sourceMappingURL=real-engine-checks.test.d.ts.map