export {};
//# sourceMappingURL=parse-contract.fuzz.test.d.ts.map