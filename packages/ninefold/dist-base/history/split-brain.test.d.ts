export {};
//# sourceMappingURL=split-brain.test.d.ts.map