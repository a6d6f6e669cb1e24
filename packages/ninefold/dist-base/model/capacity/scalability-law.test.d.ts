export {};
//# sourceMappingURL=scalability-law.test.d.ts.map