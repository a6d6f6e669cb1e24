export {};
//# sourceMappingURL=cuts.test.d.ts.map