export {};
//# sourceMappingURL=rate.test.d.ts.map