export {};
//# sourceMappingURL=fault-sentence.test.d.ts.map