export {};
//# sourceMappingURL=endpoint-choice.test.d.ts.map