export {};
//# sourceMappingURL=redact-contract.test.d.ts.map