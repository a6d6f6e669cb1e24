export {};
//# sourceMappingURL=ratio.test.d.ts.map