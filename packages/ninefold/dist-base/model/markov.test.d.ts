export {};
//# sourceMappingURL=markov.test.d.ts.map