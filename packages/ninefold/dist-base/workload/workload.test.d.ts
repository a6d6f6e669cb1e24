export {};
//# sourceMappingURL=workload.test.d.ts.map