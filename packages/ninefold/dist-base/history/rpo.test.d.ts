export {};
//# sourceMappingURL=rpo.test.d.ts.map