export {};
//# sourceMappingURL=rto.test.d.ts.map