export {};
//# sourceMappingURL=nines.test.d.ts.map