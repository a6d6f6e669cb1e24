export {};
//# sourceMappingURL=parse-contract.test.d.ts.map